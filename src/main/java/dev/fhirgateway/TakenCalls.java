package dev.fhirgateway;

import dev.fhirgateway.delivery.CallListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** Knows when the registry dealt with calls last, be it that it refused them: then it is there. Passes calls on. */
final class TakenCalls implements CallListener {
    /** Not those statuses by which a registry says that it cannot now, or that it does not know the gateway. */
    private static final Pattern DEALT_WITH = Pattern.compile("2..|4(?!01|03|08|25|29)..");

    private final CallListener next;
    private final Clock clock;
    private volatile Instant written = Instant.MIN;
    private volatile Instant answered = Instant.MIN;

    TakenCalls(CallListener next, Clock clock) {
        this.next = next;
        this.clock = clock;
    }

    @Override
    public void called(String operation, String outcome, Duration took) {
        if (DEALT_WITH.matcher(outcome).matches()) {
            answered = clock.instant();
            if (!operation.startsWith("get-")) {
                written = answered;
            }
        }
        next.called(operation, outcome, took);
    }

    /** When it dealt with a write last; {@link Instant#MIN} when it never did. */
    Instant lastWritten() {
        return written;
    }

    /** When it dealt with anything last; {@link Instant#MIN} when it never did. */
    Instant lastAnswered() {
        return answered;
    }
}
