package dev.fhirgateway.delivery.window;

import java.time.Duration;

/** Nothing is sent now. */
public final class RegistryDown extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public RegistryDown(String reason, Duration retryAfter) {
        super(reason, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** When the registry is tried again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
