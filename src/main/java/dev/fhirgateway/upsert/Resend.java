package dev.fhirgateway.upsert;

import java.time.Instant;
import java.util.Objects;

/**
 * A write that the registry failed at after it had accepted it, about to be made again.
 *
 * @param task the task that failed
 * @param operation the write
 * @param payload what was sent, UTF-8 JSON
 * @param deadline until when it may be tried
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record Resend(OpenTask task, TaskOperation operation, byte[] payload, Instant deadline) {
    public Resend {
        Objects.requireNonNull(task);
        Objects.requireNonNull(operation);
        Objects.requireNonNull(payload);
        Objects.requireNonNull(deadline);
    }

    @Override
    public String toString() {
        return "Resend[" + operation + "]";
    }
}
