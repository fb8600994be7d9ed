package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Copies a tree without nulls and without objects and arrays that hold nothing, at any depth
 * ({@code registry-side 14.13}): an upsert replaces, so leaving a property out says all that a null could.
 */
final class NoEmpties {
    private NoEmpties() {}

    static ObjectNode of(ObjectNode source) {
        ObjectNode copy = RegistryJson.object();
        source.properties().forEach(property -> {
            JsonNode value = of(property.getValue());
            if (!isEmpty(value)) {
                copy.set(property.getKey(), value);
            }
        });
        return copy;
    }

    private static ArrayNode of(ArrayNode source) {
        ArrayNode copy = source.arrayNode();
        source.forEach(element -> {
            JsonNode value = of(element);
            if (!isEmpty(value)) {
                copy.add(value);
            }
        });
        return copy;
    }

    private static JsonNode of(JsonNode source) {
        if (source instanceof ObjectNode object) {
            return of(object);
        }
        return source instanceof ArrayNode array ? of(array) : source;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || value.isMissingNode() || (value.isContainerNode() && value.isEmpty());
    }
}
