package dev.fhirgateway.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.Reading;
import dev.fhirgateway.registry.RegistryJson;
import java.util.Optional;
import java.util.function.Function;

/** Reads the body of a request with one of the contract's readers. */
final class RequestBody {
    private RequestBody() {}

    /**
     * Reads a body.
     *
     * @param problems takes all that is wrong
     * @return the body; empty when something is wrong with it
     */
    static <T> Optional<T> read(byte[] body, Function<JsonNode, Reading<T>> reader, Problems problems) {
        Optional<JsonNode> json = RegistryJson.parse(body);
        if (json.isEmpty()) {
            problems.add("body", "is not JSON");
            return Optional.empty();
        }
        Reading<T> reading = reader.apply(json.get());
        problems.addAll(reading.problems());
        return reading.found();
    }
}
