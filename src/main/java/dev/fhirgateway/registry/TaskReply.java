package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands ({@code registry-side 7}).
 *
 * @param taskId the task, opaque; null where the older bulk status page answers
 * @param status of the task as a whole
 * @param receipts one per operation, only when they were asked for
 */
public record TaskReply(@Nullable String taskId, TaskStatus status, List<Receipt> receipts) {
    public TaskReply {
        Objects.requireNonNull(status);
        receipts = List.copyOf(receipts);
    }

    /**
     * Reads the answer of the task endpoint; unknown fields are passed over.
     *
     * @param httpStatus the status of the answer, 2xx
     * @throws UnreadableReply when the body is no JSON or tells none of the four states
     */
    public static TaskReply read(int httpStatus, byte[] body) throws UnreadableReply {
        JsonNode root = RegistryJson.parse(body).orElseThrow(() -> new UnreadableReply(httpStatus, "is not JSON"));
        TaskStatus status = RegistryJson.word(root, "status", TaskStatus.values());
        if (status == null) {
            throw new UnreadableReply(httpStatus, "tells no task status");
        }
        List<Receipt> receipts = new ArrayList<>();
        root.path("receipts").forEach(receipt -> receipts.add(Receipt.read(receipt)));
        return new TaskReply(RegistryJson.text(root, "taskId"), status, receipts);
    }

    /** The canonical form: only what is there. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "taskId", taskId);
        RegistryJson.put(json, "status", status.name());
        ArrayNode all = json.arrayNode();
        receipts.forEach(receipt -> all.add(receipt.toJson()));
        RegistryJson.put(json, "receipts", all);
        return json;
    }
}
