package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryResource;

/** What a write did to the store. */
sealed interface Outcome {
    /** The record is there, new or replaced. */
    record Stored(RegistryResource resource, boolean created) implements Outcome {}

    /** The record is gone. */
    record Deleted() implements Outcome {}

    /** Nothing changed, because a reviewer rejected it; its task counts as done all the same ({@code registry-side 7}). */
    record Rejected() implements Outcome {}

    /** Nothing changed. */
    record Refused(RegistryError error) implements Outcome {}
}
