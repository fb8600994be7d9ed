package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.RegistryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
 */
final class MappingOutput {
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9-][a-zA-Z0-9_-]{0,61}");
    private static final Set<String> TOP = Set.of("resources", "relationships");
    private static final Set<String> RECORD = Set.of("type", "id", "data", "contained", "meta");
    private static final Set<String> META = Set.of("identifier", "createdAt", "updatedAt");
    private static final Set<String> RELATIONSHIP = Set.of("type", "from", "to", "data");
    private static final Set<String> REFERRED = Set.of("reference", "type");
    private static final Set<String> KNOWN = Set.of("type", "id");

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
        JsonNode records = output.path("resources");
        if (!records.isArray()) {
            return Optional.of("its output has no array of resources");
        }
        boolean mayLackData = !hasOwnElements(resource) || leadsAnywhere(output);
        for (int i = 0; i < records.size(); i++) {
            Optional<String> fault = recordFault(records.get(i), i == 0, mayLackData);
            if (fault.isPresent()) {
                return fault.map(reason -> "its output " + reason);
            }
        }
        return relationshipsFault(output).map(reason -> "its output " + reason);
    }

    private static Optional<String> recordFault(JsonNode record, boolean first, boolean mayLackData) {
        if (!record.isObject() || hasOther(record, RECORD)) {
            return Optional.of("has a resource with a key other than type, id, data, contained and meta");
        }
        if (!isKey(record.path("type"))) {
            return Optional.of("has a resource without a type, or with one that is not a legal key");
        }
        boolean idFits = record.has("id")
                ? RegistryId.isLegal(record.path("id").asText())
                        && record.path("id").isTextual()
                : first;
        if (!idFits) {
            return Optional.of("has a resource without an id, or with one that is no registry id");
        }
        boolean dataMayLack = first && (mayLackData || record.has("contained"));
        if (!record.path("data").isObject() && (record.has("data") || !dataMayLack)) {
            return Optional.of("has a resource without data, or with data that is not an object");
        }
        if (record.has("contained") && !isContained(record.path("contained"))) {
            return Optional.of("has contained records that are not arrays of {id, type, data}");
        }
        return record.has("meta") ? metaFault(record.path("meta")) : Optional.empty();
    }

    private static Optional<String> metaFault(JsonNode meta) {
        if (!meta.isObject() || hasOther(meta, META)) {
            return Optional.of("has a meta with a key other than identifier, createdAt and updatedAt");
        }
        if (meta.has("identifier") && !meta.path("identifier").isArray()) {
            return Optional.of("has an identifier that is not an array");
        }
        for (JsonNode identifier : meta.path("identifier")) {
            for (ReservedValue reserved : ReservedValue.values()) {
                if (reserved.takenBy(identifier)) {
                    return Optional.of("breaks a rule: " + reserved.rule());
                }
            }
        }
        return isTextOrAbsent(meta, "createdAt") && isTextOrAbsent(meta, "updatedAt")
                ? Optional.empty()
                : Optional.of("has a meta with a time that is not text");
    }

    private static Optional<String> relationshipsFault(JsonNode output) {
        JsonNode relationships = output.path("relationships");
        if (output.has("relationships") && !relationships.isArray()) {
            return Optional.of("has relationships that are not an array");
        }
        for (JsonNode relationship : relationships) {
            if (!relationship.isObject() || hasOther(relationship, RELATIONSHIP)) {
                return Optional.of("has a relationship with a key other than type, from, to and data");
            }
            if (!isKey(relationship.path("type"))) {
                return Optional.of("has a relationship without a type, or with one that is not a legal key");
            }
            if (!isEndOrAbsent(relationship, "from") || !isEndOrAbsent(relationship, "to")) {
                return Optional.of("has a relationship with an end that is neither {type, id} nor {reference, type}");
            }
            if (relationship.has("data") && !relationship.path("data").isObject()) {
                return Optional.of("has a relationship with data that is not an object");
            }
        }
        return Optional.empty();
    }

    private static boolean isEndOrAbsent(JsonNode relationship, String name) {
        JsonNode end = relationship.path(name);
        if (end.isMissingNode()) {
            return true;
        }
        if (end.path("reference").isObject()) {
            return !hasOther(end, REFERRED) && (!end.has("type") || isKey(end.path("type")));
        }
        return end.isObject()
                && !hasOther(end, KNOWN)
                && isKey(end.path("type"))
                && end.path("id").isTextual()
                && RegistryId.isLegal(end.path("id").asText());
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

    private static boolean hasOther(JsonNode object, Set<String> known) {
        return object.properties().stream().anyMatch(property -> !known.contains(property.getKey()));
    }

    private static boolean isTextOrAbsent(JsonNode object, String name) {
        return !object.has(name) || object.path(name).isTextual();
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
        return resource.properties().stream().anyMatch(property -> !COMMON.contains(property.getKey()));
    }

    private static boolean isContained(JsonNode contained) {
        return contained.isObject()
                && contained.properties().stream()
                        .allMatch(
                                property -> KEY.matcher(property.getKey()).matches() && isRecords(property.getValue()));
    }

    private static boolean isRecords(JsonNode records) {
        for (JsonNode each : records) {
            boolean whole = each.path("id").isTextual()
                    && isKey(each.path("type"))
                    && each.path("data").isObject();
            if (!whole || (each.has("contained") && !isContained(each.path("contained")))) {
                return false;
            }
        }
        return records.isArray();
    }

    private static boolean isKey(JsonNode node) {
        return node.isTextual() && KEY.matcher(node.textValue()).matches();
    }
}
