package dev.fhirgateway.ledger.balance;

import java.util.Objects;

/**
 * What came in from one source on one day, and what became of it by now. It adds up by itself: what has not ended is what
 * is left.
 *
 * @param day such as {@code 2026-01-31}; empty for all days
 * @param source of the registry
 * @param received entries of batches that were admitted on that day
 * @param persisted which the registry has
 * @param unchanged which it had
 * @param superseded for which something newer stood
 * @param answered which failed, as their sender was told
 * @param deadLettered which failed, and nobody waited for an answer
 */
public record DayBalance(
        String day,
        String source,
        long received,
        long persisted,
        long unchanged,
        long superseded,
        long answered,
        long deadLettered) {
    public DayBalance {
        Objects.requireNonNull(day);
        Objects.requireNonNull(source);
    }

    /** Entries that have not ended: in work, accepted by the registry, interrupted, or waiting in a job. */
    public long pending() {
        return received - persisted - unchanged - superseded - answered - deadLettered;
    }
}
