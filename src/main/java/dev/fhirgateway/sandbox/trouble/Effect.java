package dev.fhirgateway.sandbox.trouble;

import org.jspecify.annotations.Nullable;

/** What goes wrong with a call, besides the time it takes. */
public sealed interface Effect {
    /** Nothing. */
    record None() implements Effect {}

    /**
     * Nothing stored, and this answer.
     *
     * @param code HTTP status, 200 to 599; one of success needs a body, or it would be no trouble
     * @param retryAfter null for none
     * @param body null for an error as the registry writes them
     */
    record Status(int code, @Nullable RetryAfter retryAfter, @Nullable Body body) implements Effect {
        public Status {
            if (code < 200 || code > 599 || (code < 300 && body == null)) {
                throw new IllegalArgumentException(code + " is no status of trouble");
            }
        }
    }

    /**
     * The body of a scripted answer.
     *
     * @param contentType its media type
     * @param text sent as UTF-8
     */
    record Body(String contentType, String text) {}

    /** The connection is reset without a byte of an answer. */
    record Reset(Moment moment) implements Effect {}

    /** Never answered; the connection stays open until the sandbox closes. */
    record Hang(Moment moment) implements Effect {}

    /** Stored, then the head of the answer, half of its body, and the connection closed. */
    record HalfBody() implements Effect {}

    /** A write is answered ACCEPTED and becomes a task; no effect on other calls. */
    record Task(TaskFate fate) implements Effect {}
}
