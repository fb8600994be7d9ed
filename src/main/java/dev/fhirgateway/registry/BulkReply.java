package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * The answer to a bulk request that was taken ({@code source 004}). Nothing finds the task again later, so the id has
 * to be kept before anything else happens.
 *
 * @param taskId names the task, opaque
 * @param status how far it has come: always {@link WriteStatus#ACCEPTED} in what was seen
 * @param bulkId the same id under its older name, which the registry means to drop
 */
public record BulkReply(String taskId, WriteStatus status, String bulkId) {
    public BulkReply {
        Objects.requireNonNull(taskId);
        Objects.requireNonNull(status);
        Objects.requireNonNull(bulkId);
    }

    /** The answer of a registry that takes a request as this task. */
    public static BulkReply accepted(String taskId) {
        return new BulkReply(taskId, WriteStatus.ACCEPTED, taskId);
    }

    /**
     * Reads the answer, with the id under either name.
     *
     * @param httpStatus the status of the answer, 2xx
     * @throws UnreadableReply when the body is no JSON or names no task
     */
    public static BulkReply read(int httpStatus, byte[] body) throws UnreadableReply {
        WriteReplyReader.Envelope envelope = new WriteReplyReader(httpStatus).read(body);
        String taskId = envelope.taskId();
        if (taskId == null) {
            throw new UnreadableReply(httpStatus, "names no task");
        }
        return new BulkReply(taskId, envelope.status(), taskId);
    }

    /** The canonical form. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "taskId", taskId);
        RegistryJson.put(json, "status", status.name());
        RegistryJson.put(json, "bulkId", bulkId);
        return json;
    }
}
