package dev.fhirgateway.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A relationship that an entry of a batch in work asks for, and that is to be parked.
 *
 * @param unfinished the entries at its ends that the registry had only accepted; empty when that is not why it waits
 */
record Waiting(ParkedRelationship relationship, List<EntryMemory> unfinished) {
    /** The record that it waits for may have come since the registry was asked. */
    static final Duration SOON = Duration.ofSeconds(5);

    /** The end of a task is told; this is for a record that is there in spite of a task that failed. */
    private static final Duration AFTER_TASKS = Duration.ofMinutes(5);

    Waiting {
        unfinished = List.copyOf(unfinished);
    }

    Instant firstTry(Instant now) {
        if (unfinished.isEmpty()) {
            return now.plus(SOON);
        }
        return unfinished.stream().anyMatch(Waiting::isOpen) ? now.plus(AFTER_TASKS) : now;
    }

    private static boolean isOpen(EntryMemory entry) {
        return entry.record().filter(state -> state.task() != null).isPresent();
    }
}
