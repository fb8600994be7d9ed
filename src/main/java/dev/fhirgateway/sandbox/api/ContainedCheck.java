package dev.fhirgateway.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.ContainedResource;
import dev.fhirgateway.sandbox.record.Problems;

/** Holds the contained resources of a write against their shape ({@code source 001}, {@code registry-side 14.9}). */
final class ContainedCheck {
    private static final String CONTAINED = "contained";
    /** What the reader calls the whole of the document that it is given. */
    private static final String WHOLE = "body";

    private ContainedCheck() {}

    static void check(JsonNode contained, Problems problems) {
        ContainedResource.readAll(contained)
                .problems()
                .forEach(problem -> problems.add(
                        problem.path().equals(WHOLE) ? CONTAINED : CONTAINED + "." + problem.path(), problem.reason()));
    }
}
