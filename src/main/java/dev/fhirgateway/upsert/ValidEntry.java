package dev.fhirgateway.upsert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * An entry that passed every check of intake: strict FHIR R4, with a legal type and id.
 *
 * @param entry the entry as found
 * @param resource the parsed resource; decimals keep their digits. Read it, never change it
 */
public record ValidEntry(UpsertEntry entry, ObjectNode resource) implements EntryState {
    public ValidEntry {
        Objects.requireNonNull(resource);
        if (!entry.namesRecord()) {
            throw new IllegalArgumentException("a valid entry names its record");
        }
    }

    /** The FHIR resource type. */
    public String resourceType() {
        return Objects.requireNonNull(entry.resourceType());
    }

    /** The FHIR logical id. */
    public String id() {
        return Objects.requireNonNull(entry.id());
    }

    @Override
    public String toString() {
        return "ValidEntry[" + entry.index() + "]";
    }
}
