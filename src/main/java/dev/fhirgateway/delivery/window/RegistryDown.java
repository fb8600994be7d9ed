package dev.fhirgateway.delivery.window;

import java.time.Duration;

/**
 * No call is made now, because it would fail like those before it. Its message is fit for clients and logs: it says why,
 * and holds nothing of any record.
 */
public final class RegistryDown extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    RegistryDown(String reason, Duration retryAfter) {
        super(reason, null, false, false); // thousands of calls share one
        this.retryAfter = retryAfter;
    }

    /** How long until a call is tried again; zero when one is on its way. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
