package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.TaskOperation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What can hold data of a patient in the table {@code task_operation}: what was sent, and what the registry says of it. */
final class SealedOperation {
    private SealedOperation() {}

    static byte[] payload(Vault vault, NewTask task, NewTask.Write write) {
        return vault.seal(write.payload(), payloadPlace(task.source(), task.taskId(), write.operation()));
    }

    /** Gives what {@link #payload} sealed; empty when its key is not there any more. */
    static Optional<byte[]> opened(Vault vault, byte[] closed, String source, String task, TaskOperation operation) {
        try {
            return Optional.of(vault.open(closed, payloadPlace(source, task, operation)));
        } catch (Unreadable withoutItsKey) {
            return Optional.empty();
        }
    }

    /** The words as they came; null when there are none. */
    static byte @Nullable [] reason(Vault vault, TaskNews.Operation operation) {
        String words = operation.words();
        return words == null
                ? null
                : vault.seal(
                        words.getBytes(StandardCharsets.UTF_8),
                        reasonPlace(
                                operation.operation().entry().batchId(),
                                operation.operation().entry().position()));
    }

    /** Gives what {@link #reason} sealed; empty when its key is not there any more. */
    static Optional<String> opened(Vault vault, byte[] closed, String batchId, int position) {
        try {
            return Optional.of(new String(vault.open(closed, reasonPlace(batchId, position)), StandardCharsets.UTF_8));
        } catch (Unreadable withoutItsKey) {
            return Optional.empty();
        }
    }

    /** The words without what was sent; null when there are none. */
    static @Nullable String masked(Handle handle, Vault vault, TaskNews news, TaskNews.Operation operation) {
        String words = operation.words();
        if (words == null) {
            return null;
        }
        byte[] sent = TaskReads.payload(handle, vault, news.task(), operation.operation())
                .orElse(new byte[0]);
        return MaskedWords.of(
                words,
                new ByteArrayInputStream(sent),
                operation.operation().entry().id());
    }

    private static String payloadPlace(String source, String task, TaskOperation operation) {
        return String.join(
                " ",
                "payload",
                source,
                task,
                OperationTable.stored(operation.target()),
                operation.record().type(),
                operation.record().id());
    }

    private static String reasonPlace(String batchId, int position) {
        return "reason " + batchId + " " + position;
    }
}
