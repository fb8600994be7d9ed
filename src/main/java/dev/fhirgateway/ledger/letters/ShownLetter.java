package dev.fhirgateway.ledger.letters;

import java.util.Objects;

/**
 * A letter that was asked for.
 *
 * @param life all there is of it
 * @param full whether what was sent may be shown as it was sent
 */
public record ShownLetter(LetterLife life, boolean full) {
    public ShownLetter {
        Objects.requireNonNull(life);
    }
}
