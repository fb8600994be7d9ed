package dev.fhirgateway;

import dev.fhirgateway.delivery.CallListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** Knows when the registry dealt with a call last, be it that it refused it: then it is there. Passes calls on. */
final class TakenCalls implements CallListener {
    /** Not those statuses by which a registry says that it cannot now. */
    private static final Pattern DEALT_WITH = Pattern.compile("2..|4(?!08|25|29)..");

    private final CallListener next;
    private final Clock clock;
    private volatile Instant last = Instant.MIN;

    TakenCalls(CallListener next, Clock clock) {
        this.next = next;
        this.clock = clock;
    }

    @Override
    public void called(String operation, String outcome, Duration took) {
        if (DEALT_WITH.matcher(outcome).matches()) {
            last = clock.instant();
        }
        next.called(operation, outcome, took);
    }

    /** {@link Instant#MIN} when it never did. */
    Instant last() {
        return last;
    }
}
