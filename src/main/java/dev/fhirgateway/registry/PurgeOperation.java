package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a purge stands ({@code registry-side 6}).
 *
 * @param taskId names the task, opaque
 * @param purgeId the same id under its older name, which the registry means to drop
 * @param collectionType the kind of record; null when it is a word we do not know
 * @param collectionKey key of the profile or relationship definition
 * @param status of the purge
 * @param deletedCount how many records are gone; null until it is done
 * @param createdAt when it was asked for
 * @param updatedAt when it last changed
 */
public record PurgeOperation(
        String taskId,
        String purgeId,
        @Nullable CollectionType collectionType,
        @Nullable String collectionKey,
        TaskStatus status,
        @Nullable Long deletedCount,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {
    public PurgeOperation {
        Objects.requireNonNull(taskId);
        Objects.requireNonNull(purgeId);
        Objects.requireNonNull(status);
    }

    /**
     * Reads the answer of the purge's status page; unknown fields are passed over.
     *
     * @param httpStatus the status of the answer, 2xx
     * @throws UnreadableReply when the body is no JSON, names no task or tells none of the four states
     */
    public static PurgeOperation read(int httpStatus, byte[] body) throws UnreadableReply {
        JsonNode root = RegistryJson.parse(body).orElseThrow(() -> new UnreadableReply(httpStatus, "is not JSON"));
        PurgeOperation operation = read(root);
        if (operation == null) {
            throw new UnreadableReply(httpStatus, "names no task or tells no status of it");
        }
        return operation;
    }

    /** Null when the node names no task or tells none of the four states. */
    static @Nullable PurgeOperation read(JsonNode node) {
        String taskId = RegistryJson.text(node, node.hasNonNull("taskId") ? "taskId" : "purgeId");
        TaskStatus status = RegistryJson.word(node, "status", TaskStatus.values());
        if (taskId == null || status == null) {
            return null;
        }
        JsonNode deleted = node.path("deletedCount");
        return new PurgeOperation(
                taskId,
                taskId,
                RegistryJson.word(node, "collectionType", CollectionType.values()),
                RegistryJson.text(node, "collectionKey"),
                status,
                deleted.canConvertToLong() ? deleted.longValue() : null,
                RegistryTime.parse(RegistryJson.text(node, "createdAt")).orElse(null),
                RegistryTime.parse(RegistryJson.text(node, "updatedAt")).orElse(null));
    }

    /** The same with another task id, under both its names. */
    public PurgeOperation withTaskId(String other) {
        return new PurgeOperation(
                other, other, collectionType, collectionKey, status, deletedCount, createdAt, updatedAt);
    }

    /** The canonical form: only what is there. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "taskId", taskId);
        RegistryJson.put(json, "purgeId", purgeId);
        RegistryJson.put(json, "collectionType", collectionType == null ? null : collectionType.text());
        RegistryJson.put(json, "collectionKey", collectionKey);
        RegistryJson.put(json, "status", status.name());
        if (deletedCount != null) {
            json.put("deletedCount", deletedCount);
        }
        RegistryJson.put(json, "createdAt", createdAt == null ? null : createdAt.toString());
        RegistryJson.put(json, "updatedAt", updatedAt == null ? null : updatedAt.toString());
        return json;
    }
}
