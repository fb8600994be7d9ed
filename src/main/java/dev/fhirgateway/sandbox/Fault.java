package dev.fhirgateway.sandbox;

import dev.fhirgateway.sandbox.trouble.Effect;
import dev.fhirgateway.sandbox.trouble.Moment;
import dev.fhirgateway.sandbox.trouble.RetryAfter;
import dev.fhirgateway.sandbox.trouble.Trouble;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trouble that a call meets, for plans in Java. Whether the record is stored all the same is part of the trouble. A
 * script can do more than that: see {@code sandbox.trouble}.
 */
public sealed interface Fault {
    /** The same in the words of scripts. */
    Trouble trouble();

    /** No trouble: stored and answered. */
    record None() implements Fault {
        @Override
        public Trouble trouble() {
            return Trouble.NONE;
        }
    }

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

        @Override
        public Trouble trouble() {
            return new Trouble(time, new Effect.None());
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

        @Override
        public Trouble trouble() {
            return Trouble.of(
                    new Effect.Status(code, retryAfter == null ? null : RetryAfter.asWritten(retryAfter), null));
        }
    }

    /** Nothing stored, the connection reset without a byte of an answer. */
    record ResetBefore() implements Fault {
        @Override
        public Trouble trouble() {
            return Trouble.of(new Effect.Reset(Moment.BEFORE_COMMIT));
        }
    }

    /** Stored, then the connection reset without a byte of an answer. */
    record ResetAfterCommit() implements Fault {
        @Override
        public Trouble trouble() {
            return Trouble.of(new Effect.Reset(Moment.AFTER_COMMIT));
        }
    }

    /** Stored, then the head of the answer, half of its body, and the connection closed. */
    record HalfBody() implements Fault {
        @Override
        public Trouble trouble() {
            return Trouble.of(new Effect.HalfBody());
        }
    }

    /** Nothing stored and never answered; the connection stays open until the sandbox closes. */
    record Hang() implements Fault {
        @Override
        public Trouble trouble() {
            return Trouble.of(new Effect.Hang(Moment.BEFORE_COMMIT));
        }
    }
}
