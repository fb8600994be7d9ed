package dev.fhirgateway.ledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record as somebody else's list has it.
 *
 * @param type the FHIR resource type
 * @param id the FHIR logical id
 * @param version that the gateway told, as the list has it; null when it has none
 * @param lastUpdated {@code meta.lastUpdated} of the resource, as the list has it; null when it has none
 */
public record ListedRecord(String type, String id, @Nullable Long version, @Nullable Instant lastUpdated) {
    public ListedRecord {
        Objects.requireNonNull(type);
        Objects.requireNonNull(id);
    }

    /** Whether type and id are words that FHIR has. */
    public boolean isNamed() {
        return RecordId.of("", type, id).isPresent();
    }

    /** Tells nothing that a client has made up. */
    @Override
    public String toString() {
        return "ListedRecord[]";
    }
}
