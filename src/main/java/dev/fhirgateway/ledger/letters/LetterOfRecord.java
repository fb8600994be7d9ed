package dev.fhirgateway.ledger.letters;

import java.time.Instant;
import java.util.Objects;

/**
 * A dead letter, as the life of its record tells of it.
 *
 * @param number by which it is asked for
 * @param changedAt since when it stands there
 */
public record LetterOfRecord(long number, LetterState state, Instant changedAt) {
    public LetterOfRecord {
        Objects.requireNonNull(state);
        Objects.requireNonNull(changedAt);
    }
}
