package dev.fhirgateway.send;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request came to. */
sealed interface Answer {
    /**
     * An end for each entry, in their order.
     *
     * @param comeBack when a resend of those that it helps is asked for; null when that was not told
     */
    record Results(List<EntryEnd> ends, @Nullable Duration comeBack) implements Answer {}

    /**
     * Not now.
     *
     * @param comeBack when to try again; null when that was not told
     * @param reason for the operator
     */
    record Later(@Nullable Duration comeBack, String reason) implements Answer {}

    /** The request is too large for this gateway. */
    record TooLarge(String reason) implements Answer {}

    /** No request of this kind will be taken. */
    record Refused(String reason) implements Answer {}
}
