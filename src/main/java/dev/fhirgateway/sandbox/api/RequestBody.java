package dev.fhirgateway.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.Reading;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.sandbox.record.Problems;
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
        return json(body, problems).flatMap(json -> found(reader.apply(json), problems));
    }

    /** The body as it is, for readers of their own; the rest as above. */
    static Optional<JsonNode> json(byte[] body, Problems problems) {
        return found(RegistryJson.readStrictly(body), problems);
    }

    /** What was read; what is wrong with it goes to {@code problems}. */
    static <T> Optional<T> found(Reading<T> reading, Problems problems) {
        problems.addAll(reading.problems());
        return reading.found();
    }
}
