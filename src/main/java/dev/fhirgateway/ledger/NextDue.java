package dev.fhirgateway.ledger;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the first of the things that the database has on a schedule is due, so that it need not be asked many times a second
 * while there is none. Never later than it is; at the beginning nobody knows. Thread-safe.
 */
final class NextDue {
    private final AtomicLong micros = new AtomicLong(Long.MIN_VALUE);

    /** Whether something may be due. */
    boolean by(Instant now) {
        return micros.get() <= Micros.of(now);
    }

    /** The database is about to be asked: what is written after this tells itself. */
    void asking() {
        micros.set(Long.MAX_VALUE);
    }

    /** Something is due then. Told when that is committed, or was read. */
    void at(Instant due) {
        micros.accumulateAndGet(Micros.of(due), Math::min);
    }
}
