package dev.fhirgateway.ledger.jobs;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job that was admitted.
 *
 * @param number in the order of admission
 * @param asked what was asked
 * @param state how far it is
 * @param startedAt when the first of it was sent; null when nothing was
 * @param cancelledAt when its client cancelled what was not yet sent; null when it did not
 * @param endedAt when it ended; null when it has not
 */
public record Job(
        long number,
        NewJob asked,
        JobState state,
        @Nullable Instant startedAt,
        @Nullable Instant cancelledAt,
        @Nullable Instant endedAt) {
    public Job {
        Objects.requireNonNull(asked);
        Objects.requireNonNull(state);
    }

    /** Its name among clients. */
    public String id() {
        return asked.id();
    }

    /** How many entries it has. */
    public int entries() {
        return asked.entries();
    }

    /** Whether nothing more of it is to be sent. */
    public boolean isCancelled() {
        return cancelledAt != null;
    }
}
