package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The time in which an identifier is valid ({@code source 000}). Its ends stay text, because a FHIR dateTime may be
 * partial ({@code 2024-05}) and has to arrive as it was sent.
 *
 * @param id the element's own id
 * @param start first moment, inclusive
 * @param end last moment, inclusive
 */
public record Period(@Nullable String id, @Nullable String start, @Nullable String end) {

    static @Nullable Period read(JsonNode node) {
        return node.isObject()
                ? new Period(
                        RegistryJson.text(node, "id"), RegistryJson.text(node, "start"), RegistryJson.text(node, "end"))
                : null;
    }

    /** The canonical form: only what is there. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "id", id);
        RegistryJson.put(json, "start", start);
        RegistryJson.put(json, "end", end);
        return json;
    }
}
