package dev.fhirgateway.followup;

import dev.fhirgateway.ledger.ParkedRelationship;
import dev.fhirgateway.upsert.TaskOperation;
import java.util.Optional;

/** Reads what was sent of a relationship that has to wait. */
@FunctionalInterface
public interface Parking {
    /**
     * The relationship, as it is parked.
     *
     * @param sent UTF-8 JSON
     * @return empty when it was the change of one that is there
     */
    Optional<ParkedRelationship> of(String source, TaskOperation operation, byte[] sent);
}
