package dev.fhirgateway.workshop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.translation.Mapping;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertEntry;
import java.util.List;
import java.util.Optional;

/**
 * One resource and what became of it.
 *
 * @param entry the resource
 * @param mapping that of its type; empty when it has none
 * @param output what the mapping gave; missing when it failed
 * @param writes what would be sent; empty when it failed
 * @param blame who has to act; empty when it did not fail
 * @param problems why it failed; empty when it did not
 */
record Piece(
        UpsertEntry entry,
        Optional<Mapping> mapping,
        JsonNode output,
        List<Write> writes,
        Optional<Blame> blame,
        List<Problem> problems) {
    boolean hasFailed() {
        return blame.isPresent();
    }
}
