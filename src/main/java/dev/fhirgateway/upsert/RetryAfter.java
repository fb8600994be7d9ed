package dev.fhirgateway.upsert;

import java.time.Duration;

/** The value of {@code Retry-After} ({@code RFC 9110 section 10.2.3}). */
public final class RetryAfter {
    private RetryAfter() {}

    /** Whole seconds, rounded up, at least one: who comes back earlier comes in vain. */
    public static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.plusNanos(999_999_999).toSeconds()));
    }
}
