package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * An admitted question about one dead letter.
 *
 * @param client who asks, as in {@link Origin}
 * @param sourceKey the registry source of this client
 * @param number of the letter
 * @param full whether it wants to see what was sent as it was sent
 */
public record LetterLook(String client, String sourceKey, long number, boolean full) {
    public LetterLook {
        Objects.requireNonNull(client);
        Objects.requireNonNull(sourceKey);
    }
}
