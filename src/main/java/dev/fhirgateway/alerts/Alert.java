package dev.fhirgateway.alerts;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * Something to tell an operator. It holds nothing of a patient.
 *
 * @param rule what it is about
 * @param event what happened
 * @param since when that began
 * @param at when it is told
 * @param words what is to be said
 */
public record Alert(Rule rule, Event event, Instant since, Instant at, String words) {
    public Alert {
        Objects.requireNonNull(rule);
        Objects.requireNonNull(event);
        Objects.requireNonNull(since);
        Objects.requireNonNull(at);
        Objects.requireNonNull(words);
    }

    /** The same for all that is told of it until it is over. */
    String id() {
        return rule.code() + "-" + since.toEpochMilli();
    }

    /** What happened. */
    public enum Event {
        /** It began, and has lasted. */
        RAISED,
        /** It lasts, so long after it was told last. */
        REPEATED,
        /** It is over, and has been for a while. */
        CLEARED;

        /** As it is posted. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
