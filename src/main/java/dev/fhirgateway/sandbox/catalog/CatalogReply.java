package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.Reading;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryJson;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a catalog endpoint answers, before it is sent. That a PUT answers 201 or 200 is the rule of all writes
 * ({@code source 004}). The rest was not seen and is our reading: GET and DELETE answer 200 with the thing as it is or
 * was, a list is a plain array in the order of the keys.
 *
 * @param status the HTTP status
 * @param body the JSON body
 */
public record CatalogReply(int status, JsonNode body) {
    public CatalogReply {
        Objects.requireNonNull(body);
    }

    static CatalogReply error(RegistryError error) {
        return new CatalogReply(error.code(), error.toJson());
    }

    /** Reads a body, stores what it says, and tells how that went. */
    static <T> CatalogReply stored(
            byte[] body,
            Function<JsonNode, Reading<T>> read,
            Function<T, CatalogOutcome<T>> store,
            Function<T, ObjectNode> tell) {
        Reading<JsonNode> json = RegistryJson.readStrictly(body);
        Reading<T> reading = json.found().map(read).orElseGet(() -> new Reading.Faulty<>(json.problems()));
        return reading.found()
                .map(value -> of(store.apply(value), tell))
                .orElseGet(() -> error(Refusals.invalid(Refusals.told(reading.problems()))));
    }

    static <T> CatalogReply of(CatalogOutcome<T> outcome, Function<T, ObjectNode> tell) {
        if (outcome instanceof CatalogOutcome.Stored<T> stored) {
            return new CatalogReply(stored.created() ? 201 : 200, tell.apply(stored.value()));
        }
        return outcome instanceof CatalogOutcome.Removed<T> removed
                ? new CatalogReply(200, tell.apply(removed.value()))
                : error(((CatalogOutcome.Refused<T>) outcome).error());
    }

    static <T> CatalogReply found(Optional<T> found, Function<T, ObjectNode> tell, String what) {
        return found.map(value -> new CatalogReply(200, tell.apply(value)))
                .orElseGet(() -> error(Refusals.notFound(what)));
    }

    static <T> CatalogReply list(List<T> all, Function<T, ObjectNode> tell) {
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        all.forEach(one -> body.add(tell.apply(one)));
        return new CatalogReply(200, body);
    }
}
