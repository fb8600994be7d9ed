package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The registry's answer to a successful write of a relationship ({@code source 004}, {@code registry-side 3}); the
 * sibling of {@link WriteReply}.
 *
 * @param status how far the write has come
 * @param taskId names the task, opaque; always there when {@link WriteStatus#ACCEPTED}
 * @param relationship as stored; null when accepted or deleted
 */
public record RelationshipReply(WriteStatus status, @Nullable String taskId, @Nullable Relationship relationship) {
    public RelationshipReply {
        Objects.requireNonNull(status);
        if (status == WriteStatus.ACCEPTED) {
            Objects.requireNonNull(taskId);
        }
    }

    /**
     * Reads the answer with the relationship below {@code relationship}, below {@code resource} or at the root
     * ({@code registry-side 14.2}).
     *
     * @param httpStatus the status of the answer, 2xx
     * @throws UnreadableReply when the body is no JSON or none of these forms
     */
    public static RelationshipReply read(int httpStatus, byte[] body) throws UnreadableReply {
        WriteReplyReader.Envelope envelope = new WriteReplyReader(httpStatus).read(body);
        return new RelationshipReply(envelope.status(), envelope.taskId(), Relationship.read(envelope.record()));
    }

    /** The canonical form: the relationship below {@code relationship}. */
    public ObjectNode toJson() {
        return toJson("relationship");
    }

    /** The form that {@code source 004} tells: the relationship below {@code resource} ({@code registry-side 14.3}). */
    public ObjectNode toLegacyJson() {
        return toJson("resource");
    }

    private ObjectNode toJson(String recordName) {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "taskId", taskId);
        RegistryJson.put(json, "status", status.name());
        RegistryJson.put(json, recordName, relationship == null ? null : relationship.toJson());
        return json;
    }
}
