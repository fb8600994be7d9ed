package dev.fhirgateway;

import dev.fhirgateway.delivery.CallListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Knows when the registry dealt with calls last, be it that it refused them: then it is there. Passes calls on. */
final class TakenCalls implements CallListener {
    /** By these a registry says that it cannot now, or that it does not know the gateway. */
    private static final Set<String> TURNED_AWAY = Set.of("401", "403", "408", "425", "429");

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
        if (isDealtWith(outcome)) {
            answered = clock.instant();
            if (!operation.startsWith("get-")) {
                written = answered;
            }
        }
        next.called(operation, outcome, took);
    }

    private static boolean isDealtWith(String outcome) {
        return outcome.length() == 3
                && (outcome.charAt(0) == '2' || outcome.charAt(0) == '4')
                && !TURNED_AWAY.contains(outcome);
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
