package dev.fhirgateway.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.registry.ResourceWrite;
import dev.fhirgateway.sandbox.record.Problems;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a create or an upsert, read strictly ({@code source 000}): what the registry's reference does not name
 * is refused here, so that a mistake shows on the laptop.
 *
 * @param id the id that a create asks for; null for none
 * @param write the rest
 */
record WriteBody(@Nullable String id, ResourceWrite write) {
    /** What an upsert may carry. */
    static final Set<String> UPSERT_KEYS = Set.of("data", "meta", "contained");
    /** What a create may carry. */
    static final Set<String> CREATE_KEYS = Set.of("id", "data", "meta", "contained");

    /**
     * Reads and checks a body.
     *
     * @param keys the top-level keys that it may have
     * @param now the moment that the rules on dates go by
     * @param problems takes all that is wrong
     * @return the body; to be used only when nothing is wrong, and empty when it could not be read at all
     */
    static Optional<WriteBody> read(byte[] body, Set<String> keys, Instant now, Problems problems) {
        Optional<JsonNode> json = RequestBody.json(body, problems);
        if (!(json.orElse(null) instanceof ObjectNode object)) {
            json.ifPresent(other -> problems.add("body", "is not a JSON object"));
            return Optional.empty();
        }
        checkKeys(object, keys, problems);
        MetaCheck.check(object.path("meta"), now, problems);
        ContainedCheck.check(object.path("contained"), problems);
        return data(object, problems).map(data -> of(object, data));
    }

    private static WriteBody of(ObjectNode body, ObjectNode data) {
        return new WriteBody(
                body.path("id").textValue(),
                new ResourceWrite(
                        data,
                        ResourceMeta.read(body.path("meta")),
                        body.path("contained") instanceof ObjectNode contained ? contained : null));
    }

    private static void checkKeys(ObjectNode body, Set<String> keys, Problems problems) {
        problems.checkKeys("", body, keys);
        if (body.has("id") && !body.path("id").isTextual()) {
            problems.add("id", "is not a string");
        }
    }

    private static Optional<ObjectNode> data(ObjectNode body, Problems problems) {
        if (body.path("data") instanceof ObjectNode data) {
            return Optional.of(data);
        }
        problems.add("data", body.has("data") ? "is not an object" : "is required");
        return Optional.empty();
    }
}
