package dev.fhirgateway.upsert;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An admitted question what is known of a record.
 *
 * @param client who asks, as in {@link Origin}
 * @param sourceKey the registry source of this client
 * @param source the source that it asks about
 * @param resourceType the FHIR resource type that it asks about, as it was written
 * @param id the FHIR logical id that it asks about, as it was written
 * @param full whether it wants to see what was sent as it was sent
 * @param before it has seen the deliveries from this number on; null for none
 * @param count how many deliveries it wants to see at most, at least 1
 */
public record RecordInquiry(
        String client,
        String sourceKey,
        String source,
        String resourceType,
        String id,
        boolean full,
        @Nullable Long before,
        int count) {
    public RecordInquiry {
        Objects.requireNonNull(client);
        Objects.requireNonNull(sourceKey);
        Objects.requireNonNull(source);
        Objects.requireNonNull(resourceType);
        Objects.requireNonNull(id);
        if (count < 1) {
            throw new IllegalArgumentException("count " + count);
        }
    }
}
