package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the parts of a write's answer in the several forms that are about ({@code registry-side 14.2}). */
final class WriteReplyReader {
    private static final int HTTP_ACCEPTED = 202;

    private final int httpStatus;

    /** What every form tells, and the whole answer. The record is a missing node when there is none. */
    record Envelope(WriteStatus status, @Nullable String taskId, JsonNode record, JsonNode root) {}

    WriteReplyReader(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    Envelope read(byte[] body) throws UnreadableReply {
        return read(RegistryJson.parse(body));
    }

    /** All but the content of the record. */
    Envelope readAroundContent(byte[] body) throws UnreadableReply {
        return read(AroundContent.parse(body));
    }

    private Envelope read(Optional<JsonNode> json) throws UnreadableReply {
        JsonNode root = json.orElseThrow(() -> new UnreadableReply(httpStatus, "is not JSON"));
        WriteStatus status = status(root);
        String taskId = taskId(root);
        if (status == WriteStatus.ACCEPTED && taskId == null) {
            throw new UnreadableReply(httpStatus, "accepts the write and names no task");
        }
        return new Envelope(status, taskId, record(root), root);
    }

    private WriteStatus status(JsonNode root) throws UnreadableReply {
        if (root.path("status").isMissingNode()) {
            return statusUntold(root);
        }
        WriteStatus status = RegistryJson.word(root, "status", WriteStatus.values());
        if (status == null) {
            throw new UnreadableReply(httpStatus, "has a status other than PERSISTED and ACCEPTED");
        }
        return status;
    }

    /** A record at the root is from the days when every write was synchronous; else the status line has to do. */
    private WriteStatus statusUntold(JsonNode root) throws UnreadableReply {
        if (root.path("data").isObject()) {
            return WriteStatus.PERSISTED;
        }
        if (taskId(root) == null && !record(root).isObject()) {
            throw new UnreadableReply(httpStatus, "holds no status, no task and no record");
        }
        return httpStatus == HTTP_ACCEPTED ? WriteStatus.ACCEPTED : WriteStatus.PERSISTED;
    }

    private static @Nullable String taskId(JsonNode root) {
        for (String name : new String[] {"taskId", "bulkId", "purgeId"}) {
            String id = RegistryJson.text(root, name);
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private static JsonNode record(JsonNode root) {
        if (root.path("resource").isObject()) {
            return root.path("resource");
        }
        if (root.path("relationship").isObject()) {
            return root.path("relationship");
        }
        return root.path("data").isObject() ? root : root.path("resource");
    }
}
