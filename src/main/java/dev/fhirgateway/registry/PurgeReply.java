package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a purge that was taken ({@code registry-side 6}).
 *
 * @param taskId names the task, opaque
 * @param status how far it has come: always {@link WriteStatus#ACCEPTED} in what was seen
 * @param purgeOperation where the purge stands; null when the answer does not tell
 */
public record PurgeReply(String taskId, WriteStatus status, @Nullable PurgeOperation purgeOperation) {
    public PurgeReply {
        Objects.requireNonNull(taskId);
        Objects.requireNonNull(status);
    }

    /**
     * Reads the answer, with the id under either name.
     *
     * @param httpStatus the status of the answer, 2xx
     * @throws UnreadableReply when the body is no JSON or names no task
     */
    public static PurgeReply read(int httpStatus, byte[] body) throws UnreadableReply {
        WriteReplyReader.Envelope envelope = new WriteReplyReader(httpStatus).read(body);
        String taskId = envelope.taskId();
        if (taskId == null) {
            throw new UnreadableReply(httpStatus, "names no task");
        }
        return new PurgeReply(
                taskId, envelope.status(), PurgeOperation.read(envelope.root().path("purgeOperation")));
    }

    /** The canonical form: only what is there. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "taskId", taskId);
        RegistryJson.put(json, "status", status.name());
        RegistryJson.put(json, "purgeOperation", purgeOperation == null ? null : purgeOperation.toJson());
        return json;
    }
}
