package dev.fhirgateway.ledger.letters;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All there is of a letter.
 *
 * @param letter without what was sent
 * @param body what it holds of a patient
 * @param edited what is replayed in place of the original; null when that was not edited
 * @param unreadable why none of that can be seen; null when it can
 * @param history where it stood, the first state first
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record LetterLife(
        Letter letter, LetterBody body, byte @Nullable [] edited, @Nullable String unreadable, List<Event> history) {
    public LetterLife {
        Objects.requireNonNull(letter);
        Objects.requireNonNull(body);
        history = List.copyOf(history);
    }

    /**
     * Something that happened to it.
     *
     * @param at when
     * @param state that it came to
     * @param client who did it; null when nobody did
     * @param batch by which it came to that; null for none
     * @param words why; null when there is nothing to say
     */
    public record Event(
            Instant at, LetterState state, @Nullable String client, @Nullable String batch, @Nullable String words) {
        public Event {
            Objects.requireNonNull(at);
            Objects.requireNonNull(state);
        }
    }

    @Override
    public String toString() {
        return "LetterLife[" + letter.number() + "]";
    }
}
