package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * The embedded registry.
 *
 * @param port its loopback port, or 0 for any free one
 * @param asyncTypes the resource types whose writes are ACCEPTED and finish later
 * @param taskDelay how long such a task takes
 */
public record SandboxSettings(int port, Set<String> asyncTypes, Duration taskDelay) {
    public SandboxSettings {
        asyncTypes = Set.copyOf(asyncTypes);
        Objects.requireNonNull(taskDelay);
    }
}
