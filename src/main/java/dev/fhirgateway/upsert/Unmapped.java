package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * An element that mappings do not carry.
 *
 * @param path of the element, without array indexes; an extension with its URL in brackets
 * @param count how many of them are not carried
 * @param of how many there are
 */
public record Unmapped(String path, long count, long of) {
    public Unmapped {
        Objects.requireNonNull(path);
    }
}
