package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a bundle that was taken ({@code registry-side 5}). That a persisted one comes with the list of its
 * operations is documented, the name and form of that list are not: {@code operations}, each in the form of a receipt,
 * is our inference.
 *
 * @param taskId names the task, opaque; always there when {@link WriteStatus#ACCEPTED}
 * @param status how far the bundle has come
 * @param operations what was done, in order; empty when accepted
 */
public record BundleReply(@Nullable String taskId, WriteStatus status, List<Receipt> operations) {
    private static final String OPERATIONS = "operations";

    public BundleReply {
        Objects.requireNonNull(status);
        if (status == WriteStatus.ACCEPTED) {
            Objects.requireNonNull(taskId);
        }
        operations = List.copyOf(operations);
    }

    /**
     * Reads the answer; unknown fields are passed over.
     *
     * @param httpStatus the status of the answer, 2xx
     * @throws UnreadableReply when the body is no JSON, or tells neither status nor task
     */
    public static BundleReply read(int httpStatus, byte[] body) throws UnreadableReply {
        WriteReplyReader.Envelope envelope = new WriteReplyReader(httpStatus).read(body);
        List<Receipt> operations = new ArrayList<>();
        envelope.root().path(OPERATIONS).forEach(operation -> operations.add(Receipt.read(operation)));
        return new BundleReply(envelope.taskId(), envelope.status(), operations);
    }

    /** The canonical form: only what is there. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "taskId", taskId);
        RegistryJson.put(json, "status", status.name());
        RegistryJson.put(
                json,
                OPERATIONS,
                RegistryJson.array(operations.stream().map(Receipt::toJson).toList()));
        return json;
    }
}
