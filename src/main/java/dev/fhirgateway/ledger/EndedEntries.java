package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.UpsertResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a batch whose results change no more, until enough of them are there to be written together, and enough
 * are still to come to make it worth while: a small batch is written at its end, as a whole. Thread-safe.
 */
final class EndedEntries {
    /** What a transaction costs by itself is little beside so many entries. */
    private static final int SLICE = 64;

    private static final int STILL_TO_COME = 48;

    private final List<UpsertResult> ended = new ArrayList<>();
    private int toCome;

    /** @param entries how many the batch has */
    EndedEntries(int entries) {
        this.toCome = entries;
    }

    /** Adds one; gives those that are to be written now, as a rule none. */
    synchronized List<UpsertResult> add(UpsertResult result) {
        toCome--;
        ended.add(result);
        if (ended.size() < SLICE || toCome < STILL_TO_COME) {
            return List.of();
        }
        List<UpsertResult> slice = List.copyOf(ended);
        ended.clear();
        return slice;
    }
}
