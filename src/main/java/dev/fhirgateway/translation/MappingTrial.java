package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.ValidEntry;
import java.util.Optional;

/**
 * What a mapping makes of one resource, and what it leaves behind. Costs some 30 times as much as a live entry, so it is
 * for the mapping workshop and the dry run.
 *
 * @param output {@code {"resources": [...], "relationships": [...]}} as the mapping gave it, without empty values; empty
 *     when there is a problem. Read it, never change it
 * @param problem why there is no output, with the mapping, its line and the element; quotes nothing of the resource
 * @param coverage what of the resource the mapping does not carry; nothing when there is no output
 */
public record MappingTrial(Optional<JsonNode> output, Optional<Problem> problem, Coverage coverage) {
    /** Runs {@code mapping} on a resource, whatever its type. */
    public static MappingTrial of(Mapping mapping, ValidEntry entry) {
        try {
            JsonNode output = mapping.output(entry.resource(), Mapping.variables(entry));
            return new MappingTrial(Optional.of(output), Optional.empty(), Carried.count(mapping, entry, output));
        } catch (MappingFailure failure) {
            String element = mapping.failed(failure, entry.resource(), Mapping.variables(entry))
                    .element();
            Problem problem =
                    new Problem("processing", entry.resourceType() + element, String.valueOf(failure.getMessage()));
            return new MappingTrial(Optional.empty(), Optional.of(problem), new Coverage());
        }
    }
}
