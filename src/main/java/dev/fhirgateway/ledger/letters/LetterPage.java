package dev.fhirgateway.ledger.letters;

import dev.fhirgateway.upsert.LetterInquiry;
import java.util.List;
import java.util.Objects;

/**
 * Letters that were asked for.
 *
 * @param inquiry which ones
 * @param letters those first that failed last
 */
public record LetterPage(LetterInquiry inquiry, List<Letter> letters) {
    public LetterPage {
        Objects.requireNonNull(inquiry);
        letters = List.copyOf(letters);
    }

    /** Whether there may be more. */
    public boolean isFull() {
        return letters.size() == inquiry.count();
    }
}
