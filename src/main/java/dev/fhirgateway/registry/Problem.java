package dev.fhirgateway.registry;

import java.util.Objects;

/**
 * One thing that is wrong with a document. Quotes no value of it.
 *
 * @param path where, e.g. {@code properties.name.rules[0].min}; {@code body} for the document as a whole
 * @param reason what is wrong, following on the path
 */
public record Problem(String path, String reason) {
    public Problem {
        Objects.requireNonNull(path);
        Objects.requireNonNull(reason);
    }
}
