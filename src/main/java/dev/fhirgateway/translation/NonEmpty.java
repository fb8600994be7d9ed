package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A JSON tree without nulls, empty strings, empty arrays and empty objects at any depth ({@code registry-side 14.13}).
 * JSLT leaves empty values out of the objects it builds, but not out of arrays and not out of what it passes through.
 *
 * <p>Always a copy of the containers: a mapping's output shares nodes with the resource and with the compiled mapping,
 * and neither may change. The other nodes are the very ones of the tree.
 */
final class NonEmpty {
    private final OutputLimit limit = new OutputLimit();

    private NonEmpty() {}

    /**
     * {@code tree} without its empty parts; the root itself stays, even when nothing is left in it.
     *
     * @throws OutputLimit.Exceeded when it is larger than any record
     */
    static JsonNode copyOf(JsonNode tree) {
        return new NonEmpty().copy(tree, 0);
    }

    private JsonNode copy(JsonNode tree, int depth) {
        limit.count(tree, depth);
        if (tree instanceof ObjectNode object) {
            return copy(object, depth + 1);
        }
        return tree instanceof ArrayNode array ? copy(array, depth + 1) : tree;
    }

    private ObjectNode copy(ObjectNode object, int depth) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(property -> {
            JsonNode value = copy(property.getValue(), depth);
            if (holdsSomething(value)) {
                copy.set(property.getKey(), value);
            }
        });
        return copy;
    }

    private ArrayNode copy(ArrayNode array, int depth) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
        for (JsonNode element : array) {
            JsonNode value = copy(element, depth);
            if (holdsSomething(value)) {
                copy.add(value);
            }
        }
        return copy;
    }

    private static boolean holdsSomething(JsonNode value) {
        return !value.isNull()
                && !(value.isContainerNode() && value.isEmpty())
                && !(value.isTextual() && value.textValue().isEmpty());
    }
}
