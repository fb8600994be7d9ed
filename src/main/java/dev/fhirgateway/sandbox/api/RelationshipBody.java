package dev.fhirgateway.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.PatchOperation;
import dev.fhirgateway.registry.RelationshipWrite;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.sandbox.record.Problems;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Bodies of writes of a relationship ({@code registry-side 3}), read strictly: what the registry's reference does not
 * name is refused here, so that a mistake shows on the laptop.
 */
final class RelationshipBody {
    private static final Set<String> CREATE_KEYS = Set.of("from", "to", "data", "meta");
    private static final Set<String> END_KEYS = Set.of("id", "type");
    private static final Set<String> PATCH_KEYS = Set.of("op", "path", "value");

    private RelationshipBody() {}

    /**
     * The body of a create.
     *
     * @param now the moment that the rules on dates go by
     * @param problems takes all that is wrong
     * @return empty, or not to be used, when something is wrong
     */
    static Optional<RelationshipWrite> create(byte[] body, Instant now, Problems problems) {
        Optional<JsonNode> json = RequestBody.json(body, problems);
        if (!(json.orElse(null) instanceof ObjectNode object)) {
            json.ifPresent(other -> problems.add("body", "is not a JSON object"));
            return Optional.empty();
        }
        problems.checkKeys("", object, CREATE_KEYS);
        problems.checkKeys("from.", object.path("from"), END_KEYS);
        problems.checkKeys("to.", object.path("to"), END_KEYS);
        JsonNode meta = object.path("meta");
        MetaCheck.check(meta, now, problems);
        // The metadata has been checked, and more strictly; what is wrong there need not be told twice.
        return RequestBody.found(RelationshipWrite.read(object.deepCopy().without("meta")), problems)
                .map(write -> new RelationshipWrite(write.from(), write.to(), write.data(), ResourceMeta.read(meta)));
    }

    /** The body of a patch; the rest as for a create. */
    static Optional<List<PatchOperation>> patch(byte[] body, Problems problems) {
        return RequestBody.json(body, problems).flatMap(operations -> {
            for (int i = 0; i < operations.size(); i++) {
                problems.checkKeys("[" + i + "].", operations.path(i), PATCH_KEYS);
            }
            return RequestBody.found(PatchOperation.readAll(operations), problems);
        });
    }
}
