package dev.fhirgateway.upsert;

import dev.fhirgateway.upsert.TaskOperation.Target;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Writes of one batch that share a request, no two of them of the same record.
 *
 * @param form which request that is
 * @param target what all of them write
 * @param parts in the order in which they are asked for, at least one
 */
public record BulkWrite(Form form, Target target, List<Part> parts) implements Errand {
    public BulkWrite {
        Objects.requireNonNull(form);
        Objects.requireNonNull(target);
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a bulk request without a write");
        }
    }

    /** The requests that hold many writes. */
    public enum Form {
        /** Each is done by itself, later ({@code registry-side 4}). */
        BULK,
        /** All are done or none, as a rule at once ({@code registry-side 5}). */
        BUNDLE
    }

    /**
     * One of the writes.
     *
     * @param command what it is
     * @param operation the same as the registry takes it in such a request, UTF-8 JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    public record Part(RegistryCommand command, byte[] operation) {
        public Part {
            Objects.requireNonNull(command);
            Objects.requireNonNull(operation);
        }

        @Override
        public String toString() {
            return "Part[" + command + "]";
        }
    }

    private Origin origin() {
        return parts.get(0).command().entry().origin();
    }

    @Override
    public String sourceKey() {
        return origin().sourceKey();
    }

    @Override
    public String client() {
        return origin().client();
    }

    @Override
    public String key() {
        return parts.get(0).command().key() + "/bulk";
    }

    @Override
    public Instant since() {
        return origin().receivedAt();
    }

    @Override
    public Instant deadline() {
        return origin().deadline();
    }

    @Override
    public String toString() {
        return "BulkWrite[" + form + " " + target + ", " + parts.size() + " of batch " + origin().batchId() + "]";
    }
}
