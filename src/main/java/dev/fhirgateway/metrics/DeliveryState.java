package dev.fhirgateway.metrics;

import java.util.Objects;

/**
 * How delivery is doing at one moment.
 *
 * @param inFlight calls that the registry has not answered yet
 * @param limit the most calls that may be in flight now
 * @param waiting calls that wait for their turn
 * @param oldestWaitingSeconds how long the one that has waited longest does so; 0 when none waits
 * @param circuit whether calls are let through
 */
public record DeliveryState(int inFlight, int limit, int waiting, double oldestWaitingSeconds, Circuit circuit) {
    public DeliveryState {
        Objects.requireNonNull(circuit);
    }

    /** Whether calls are let through. */
    public enum Circuit {
        /** They are. */
        CLOSED,
        /** None is: the registry is down. */
        OPEN,
        /** One is, to see whether the registry is back. */
        HALF_OPEN,
        /** None is: the registry refuses the API key. */
        KEY_REFUSED
    }
}
