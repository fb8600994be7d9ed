package dev.fhirgateway.workshop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.translation.Mapping;
import dev.fhirgateway.upsert.DryRun;
import java.util.Optional;

/**
 * One resource and what would become of it.
 *
 * @param mapping that of its type; empty when it has none, or when it is not valid
 * @param output what the mapping gave; missing when it failed
 * @param plan the calls that would be made, or why there would be none
 */
record Piece(Optional<Mapping> mapping, JsonNode output, DryRun.Entry plan) {
    boolean hasFailed() {
        return plan instanceof DryRun.Refused;
    }
}
