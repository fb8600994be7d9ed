package dev.fhirgateway.sandbox;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Trouble that a call meets. Whether the record is stored all the same is part of the trouble. */
public sealed interface Fault {
    /** No trouble: stored and answered. */
    record None() implements Fault {}

    /**
     * Stored and answered, but late. Real time, whatever the sandbox's clock says.
     *
     * @param time how late
     */
    record Delay(Duration time) implements Fault {
        public Delay {
            if (time.isNegative()) {
                throw new IllegalArgumentException("a delay is not negative");
            }
        }
    }

    /**
     * Nothing stored, answered with an error.
     *
     * @param code HTTP status of the answer, 300 to 599
     * @param retryAfter the {@code Retry-After} header, in seconds or as an HTTP date; null for none
     */
    record Status(int code, @Nullable String retryAfter) implements Fault {
        public Status {
            if (code < 300 || code > 599) {
                throw new IllegalArgumentException(code + " is no status of trouble");
            }
        }

        /** Without {@code Retry-After}. */
        public Status(int code) {
            this(code, (String) null);
        }

        /** With {@code Retry-After} in whole seconds. */
        public Status(int code, Duration retryAfter) {
            this(code, Long.toString(Objects.requireNonNull(retryAfter).toSeconds()));
        }
    }

    /** Nothing stored, the connection closed without a byte of an answer. */
    record ResetBefore() implements Fault {}

    /** Stored, then the connection closed without a byte of an answer. */
    record ResetAfterCommit() implements Fault {}

    /** Stored, then the head of the answer, half of its body, and the connection closed. */
    record HalfBody() implements Fault {}

    /** Nothing stored and never answered; the connection stays open until the sandbox closes. */
    record Hang() implements Fault {}
}
