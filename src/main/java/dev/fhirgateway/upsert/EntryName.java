package dev.fhirgateway.upsert;

import java.util.Objects;

/**
 * Names one entry of one batch, and its record as EHRs do, long after the entry itself is forgotten.
 *
 * @param batchId the batch that it came with
 * @param position its position in the batch, from 0
 * @param resourceType its FHIR resource type
 * @param id its FHIR logical id
 */
public record EntryName(String batchId, int position, String resourceType, String id) {
    public EntryName {
        Objects.requireNonNull(batchId);
        Objects.requireNonNull(resourceType);
        Objects.requireNonNull(id);
    }

    /** The name of a valid entry. */
    public static EntryName of(UpsertEntry entry) {
        return new EntryName(
                entry.origin().batchId(),
                entry.index(),
                Objects.requireNonNull(entry.resourceType()),
                Objects.requireNonNull(entry.id()));
    }

    /** Tells nothing that a client has made up. */
    @Override
    public String toString() {
        return "EntryName[" + position + " of " + batchId + "]";
    }
}
