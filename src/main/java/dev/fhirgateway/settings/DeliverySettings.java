package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.Objects;

/**
 * How hard the gateway tries, and how much at once.
 *
 * @param concurrency the in-flight window: the most registry calls at any moment, over all batches
 * @param maxTries the most calls for one entry, the first one included
 * @param backoffInitial the ceiling of the first random pause between tries; doubles with each try
 * @param backoffMax the ceiling of any random pause
 * @param retryAfterMax the longest {@code Retry-After} of the registry that is obeyed to the full
 * @param deadline how long after its admission a batch may still send
 */
public record DeliverySettings(
        int concurrency,
        int maxTries,
        Duration backoffInitial,
        Duration backoffMax,
        Duration retryAfterMax,
        Duration deadline) {
    public DeliverySettings {
        Objects.requireNonNull(backoffInitial);
        Objects.requireNonNull(backoffMax);
        Objects.requireNonNull(retryAfterMax);
        Objects.requireNonNull(deadline);
    }
}
