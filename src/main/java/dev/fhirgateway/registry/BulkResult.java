package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/**
 * Where a bulk request stands, as its own status page tells it ({@code registry-side 4}); the task endpoint says the
 * same as a {@link TaskReply}.
 *
 * @param status of the request as a whole
 * @param receipts one per operation, only when they were asked for
 */
public record BulkResult(TaskStatus status, List<Receipt> receipts) {
    public BulkResult {
        Objects.requireNonNull(status);
        receipts = List.copyOf(receipts);
    }

    /**
     * Reads the answer; unknown fields are passed over.
     *
     * @param httpStatus the status of the answer, 2xx
     * @throws UnreadableReply when the body is no JSON or tells none of the four states
     */
    public static BulkResult read(int httpStatus, byte[] body) throws UnreadableReply {
        TaskReply reply = TaskReply.read(httpStatus, body);
        return new BulkResult(reply.status(), reply.receipts());
    }

    /** The canonical form; {@code receipts} only when there are some. */
    public ObjectNode toJson() {
        return new TaskReply(null, status, receipts).toJson();
    }
}
