package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The shape that every mapping has to give, for any FHIR type:
 *
 * <pre>{@code
 * {"type": "patient",                 // the registry's resource type, a profile key
 *  "data": {...},                     // the attributes
 *  "contained": {"contact": [...]},   // optional: contained records {id, type, data, contained?} by contain key
 *  "identifier": [...]}               // optional: the identifiers for meta.identifier
 * }</pre>
 *
 * Anything else is refused, because a PUT replaces the whole record ({@code registry-side 14.13}): a mapping that lost
 * its data would wipe the records it was meant to keep. JSLT drops a {@code data} that came out empty, so it may be
 * absent where that is right: when there are contained records, or when the resource holds nothing of its own (say
 * {@code resourceType} and {@code id} only).
 */
final class MappingOutput {
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9-][a-zA-Z0-9_-]{0,61}");
    private static final Set<String> TOP = Set.of("type", "data", "contained", "identifier");

    /** What a resource of any type may hold ({@code FHIR R4 resource.html, domainresource.html}), extensions apart. */
    private static final Set<String> COMMON =
            Set.of("resourceType", "id", "meta", "implicitRules", "language", "text", "contained");

    private MappingOutput() {}

    /** Why {@code output} cannot be sent as the record of {@code resource}; empty when it can. */
    static Optional<String> fault(JsonNode output, ObjectNode resource) {
        if (!output.isObject()) {
            return Optional.of("its output is not an object");
        }
        if (output.properties().stream().anyMatch(property -> !TOP.contains(property.getKey()))) {
            return Optional.of("its output has a key other than type, data, contained and identifier");
        }
        if (!isKey(output.path("type"))) {
            return Optional.of("its output has no type, or one that is not a legal key");
        }
        return partFault(output, resource);
    }

    private static Optional<String> partFault(JsonNode output, ObjectNode resource) {
        boolean mayLackData = output.has("contained") || !hasOwnElements(resource);
        if (!output.path("data").isObject() && (output.has("data") || !mayLackData)) {
            return Optional.of("its output has no data, or data that is not an object");
        }
        if (output.has("contained") && !isContained(output.path("contained"))) {
            return Optional.of("its output has contained records that are not arrays of {id, type, data}");
        }
        return identifierFault(output);
    }

    private static Optional<String> identifierFault(JsonNode output) {
        if (output.has("identifier") && !output.path("identifier").isArray()) {
            return Optional.of("its output has an identifier that is not an array");
        }
        for (JsonNode identifier : output.path("identifier")) {
            for (ReservedValue reserved : ReservedValue.values()) {
                if (reserved.takenBy(identifier)) {
                    return Optional.of("its output breaks a rule: " + reserved.rule());
                }
            }
        }
        return Optional.empty();
    }

    /** The parts of an {@code output} that has no {@link #fault}. */
    static MappingOutcome.Mapped read(JsonNode output) {
        return new MappingOutcome.Mapped(
                output.path("type").textValue(),
                part(output, "data"),
                part(output, "contained"),
                output.path("identifier"));
    }

    private static ObjectNode part(JsonNode output, String name) {
        return output.path(name) instanceof ObjectNode part ? part : JsonNodeFactory.instance.objectNode();
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
