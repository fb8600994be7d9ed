package dev.fhirgateway.ledger.letters;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Letters of one source that are sent again together, no two of them of one record.
 *
 * @param source the registry source
 * @param letters in the order in which they are sent
 * @param registryAnswers whether the registry was not known to be down; if it was, what is not delivered says nothing
 */
public record Replay(String source, List<Part> letters, boolean registryAnswers) {
    public Replay {
        Objects.requireNonNull(source);
        letters = List.copyOf(letters);
    }

    /**
     * One of them.
     *
     * @param number of the letter
     * @param version of its record when it failed
     * @param rounds replays in a row that came to nothing
     * @param content what is sent; null when there is nothing that could be
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    public record Part(long number, long version, int rounds, byte @Nullable [] content) {
        Part withoutContent() {
            return new Part(number, version, rounds, null);
        }

        @Override
        public String toString() {
            return "Part[" + number + "]";
        }
    }

    /** The same without what is sent. */
    public Replay withoutContent() {
        return new Replay(source, letters.stream().map(Part::withoutContent).toList(), registryAnswers);
    }
}
