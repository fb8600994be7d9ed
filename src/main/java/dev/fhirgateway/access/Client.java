package dev.fhirgateway.access;

import java.util.Objects;

/**
 * Who sends a batch.
 *
 * @param name the operator's name for it, for logs and reports
 * @param sourceKey the registry source it writes to; never taken from the body
 */
public record Client(String name, String sourceKey) {
    public Client {
        Objects.requireNonNull(name);
        Objects.requireNonNull(sourceKey);
    }
}
