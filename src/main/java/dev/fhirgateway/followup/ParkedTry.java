package dev.fhirgateway.followup;

import dev.fhirgateway.ledger.DueRelationship;
import dev.fhirgateway.upsert.EntryState;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a relationship that was tried.
 *
 * @param due the relationship, as it was when it was tried
 * @param end its end; empty when it was not its turn, or something broke
 */
public record ParkedTry(DueRelationship due, Optional<EntryState> end) {
    public ParkedTry {
        Objects.requireNonNull(due);
        Objects.requireNonNull(end);
    }
}
