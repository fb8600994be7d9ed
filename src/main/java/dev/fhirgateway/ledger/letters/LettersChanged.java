package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.upsert.LetterOrder.Action;
import java.util.Objects;

/**
 * What came of a wish.
 *
 * @param action what was wished
 * @param letters of how many
 */
public record LettersChanged(Action action, int letters) {
    public LettersChanged {
        Objects.requireNonNull(action);
    }
}
