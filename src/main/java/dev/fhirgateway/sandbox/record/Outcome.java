package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.Relationship;

/** What a write did to the store. */
public sealed interface Outcome {
    /** Whether a record is there that was not before. */
    default boolean created() {
        return false;
    }

    /** The record is there, new or replaced. */
    record Stored(RegistryResource resource, boolean created) implements Outcome {}

    /** The relationship is there, new or changed. */
    record Related(Relationship relationship, boolean created) implements Outcome {}

    /** The record is gone. */
    record Deleted() implements Outcome {}

    /**
     * The collection is empty.
     *
     * @param count how many records are gone
     */
    record Purged(long count) implements Outcome {}

    /** Nothing changed, because a reviewer rejected it; its task counts as done all the same ({@code registry-side 7}). */
    record Rejected() implements Outcome {}

    /** Nothing changed. */
    record Refused(RegistryError error) implements Outcome {}

    /** Done, and taken back because another operation of the bundle was refused. */
    record Undone() implements Outcome {}
}
