package dev.fhirgateway.ledger;

import java.time.Instant;
import java.util.Objects;

/**
 * A parked relationship that it is time to try.
 *
 * @param relationship which one
 * @param parkedAt since when it waits
 * @param tries how many times it was tried since
 * @param due since when it is time
 */
public record DueRelationship(ParkedRelationship relationship, Instant parkedAt, int tries, Instant due) {
    public DueRelationship {
        Objects.requireNonNull(relationship);
        Objects.requireNonNull(parkedAt);
        Objects.requireNonNull(due);
    }
}
