package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A record as a mapping gives it. The trees are to be read, never changed.
 *
 * @param type the registry's resource type, a legal key
 * @param id the registry id that the mapping chose; null for that of the resource itself
 * @param data the attributes; empty only for a resource that has none
 * @param contained arrays of contained records by contain key; may be empty
 * @param meta what the mapping wants in {@code meta}: {@code createdAt}, {@code updatedAt}, {@code identifier}; may be empty
 */
record MappedRecord(String type, @Nullable String id, ObjectNode data, ObjectNode contained, ObjectNode meta) {
    /** The record that {@link MappingOutput} has found nothing wrong with. */
    static MappedRecord read(JsonNode json) {
        return new MappedRecord(
                json.path("type").textValue(),
                json.path("id").textValue(),
                part(json, "data"),
                part(json, "contained"),
                part(json, "meta"));
    }

    /** The business identifiers, an array; may be empty. */
    JsonNode identifiers() {
        return meta.path("identifier");
    }

    private static ObjectNode part(JsonNode json, String name) {
        return json.path(name) instanceof ObjectNode part ? part : JsonNodeFactory.instance.objectNode();
    }
}
