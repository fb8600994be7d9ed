package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.TaskOperation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task that the registry has just made of one write, or of many.
 *
 * @param source the source that it writes to
 * @param taskId the registry's name for it, opaque
 * @param kind what it was made of
 * @param writes what it carries out, at least one
 */
public record NewTask(String source, String taskId, Kind kind, List<Write> writes) {
    public NewTask {
        Objects.requireNonNull(source);
        Objects.requireNonNull(taskId);
        Objects.requireNonNull(kind);
        writes = List.copyOf(writes);
        if (writes.isEmpty()) {
            throw new IllegalArgumentException("a task without a write");
        }
    }

    /** What a task is made of. */
    public enum Kind {
        /** The write of one record. */
        SINGLE,
        /** Many writes, each for itself. */
        BULK,
        /** Many writes, all or none. */
        BUNDLE
    }

    /**
     * One of its writes.
     *
     * @param operation what it is about
     * @param payload what was sent, to be sent again if the registry fails at it
     * @param entry what is known of the entry that it is made for; null when no batch remembers it any more
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    public record Write(TaskOperation operation, byte[] payload, @Nullable EntryMemory entry) {
        public Write {
            Objects.requireNonNull(operation);
            Objects.requireNonNull(payload);
        }

        @Override
        public String toString() {
            return "Write[" + operation + "]";
        }
    }
}
