package dev.fhirgateway.translation;

import static dev.fhirgateway.translation.OutputForm.hasOther;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The shape that every mapping has to give, for any FHIR type:
 *
 * <pre>{@code
 * {"resources": [                         // one or more; the first is the record of the resource itself
 *    {"type": "patient",                  // the registry's resource type, a profile key
 *     "id": "...",                        // of all but the first: its registry id
 *     "data": {...},                      // the attributes
 *     "contained": {"contact": [...]},    // optional: contained records {id, type, data, contained?} by contain key
 *     "meta": {"identifier": [...], "createdAt": "...", "updatedAt": "..."}}],  // optional, and each part of it
 *  "relationships": [                     // optional
 *    {"type": "seenBy",                   // key of a relationship definition
 *     "from": {...}, "to": {...},         // {"type", "id"} of a record, or {"reference": a FHIR Reference, "type"?}
 *     "data": {...}}]}                    // optional
 * }</pre>
 *
 * Without {@code from} a relationship starts at the first record; one without {@code to} leads nowhere and is left out,
 * so that a mapping need not ask whether the resource has the reference. Any other shape is refused, because a PUT
 * replaces the whole record ({@code registry-side 14.13}): a mapping that lost its data would wipe the records it was
 * meant to keep. JSLT drops a {@code data} that came out empty, so the first record may lack it where that is right: when
 * it has contained records, when all that the resource holds are references that became relationships, or when it holds
 * nothing of its own (say {@code resourceType} and {@code id} only).
 *
 * <p>The same shape as JSON Schema, for editors and other tools, is {@code mappings/output.schema.json} in the jar. What
 * is here is what every output is held against: it is many times faster, and a test holds one against the other.
 */
final class MappingOutput {
    private static final Set<String> TOP = Set.of("resources", "relationships");

    /** What a resource of any type may hold ({@code FHIR R4 resource.html, domainresource.html}), extensions apart. */
    private static final Set<String> COMMON =
            Set.of("resourceType", "id", "meta", "implicitRules", "language", "text", "contained");

    private MappingOutput() {}

    /** Why {@code output} cannot be sent as what {@code resource} became; empty when it can. */
    static Optional<String> fault(JsonNode output, ObjectNode resource) {
        if (!output.isObject()) {
            return Optional.of("its output is not an object");
        }
        if (hasOther(output, TOP)) {
            return Optional.of("its output has a key other than resources and relationships");
        }
        if (!output.path("resources").isArray() || output.path("resources").isEmpty()) {
            return Optional.of("its output has no array of resources");
        }
        return RecordForm.fault(output.path("resources"), hasOwnElements(resource) && !leadsAnywhere(output))
                .or(() -> RelationshipForm.fault(output))
                .map(reason -> "its output " + reason);
    }

    /** The parts of an {@code output} that has no {@link #fault}. */
    static MappingOutcome.Mapped read(JsonNode output) {
        List<MappedRecord> records = new ArrayList<>();
        output.path("resources").forEach(record -> records.add(MappedRecord.read(record)));
        List<MappedRelationship> relationships = new ArrayList<>();
        for (JsonNode relationship : output.path("relationships")) {
            if (relationship.has("to")) {
                relationships.add(MappedRelationship.read(relationship));
            }
        }
        return new MappingOutcome.Mapped(records, relationships);
    }

    private static boolean leadsAnywhere(JsonNode output) {
        for (JsonNode relationship : output.path("relationships")) {
            if (relationship.has("to")) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasOwnElements(ObjectNode resource) {
        return hasOther(resource, COMMON);
    }
}
