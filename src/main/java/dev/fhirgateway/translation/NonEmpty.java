package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fhirgateway.tree.LeanNodes;
import java.util.Map;

/**
 * A JSON tree without nulls, empty strings, empty arrays and empty objects at any depth ({@code registry-side 14.13}).
 * JSLT leaves empty values out of the objects it builds, but not out of arrays and not out of what it passes through.
 *
 * <p>No node is changed: a mapping's output shares nodes with the resource and with the compiled mapping. What has nothing
 * empty in it, as most has, is the very node of the tree, so the result is to be read, never changed.
 */
@SuppressWarnings("ReferenceEquality") // a node that is not the same one has lost something, and need not be compared
final class NonEmpty {
    private final OutputLimit limit = new OutputLimit();

    private NonEmpty() {}

    /**
     * {@code tree} without its empty parts; the root itself stays, even when nothing is left in it.
     *
     * @throws OutputLimit.Exceeded when it is larger than any record
     */
    static JsonNode of(JsonNode tree) {
        return new NonEmpty().rest(tree, 0);
    }

    private JsonNode rest(JsonNode tree, int depth) {
        limit.count(tree, depth);
        if (tree instanceof ObjectNode object) {
            return rest(object, depth + 1);
        }
        return tree instanceof ArrayNode array ? rest(array, depth + 1) : tree;
    }

    private ObjectNode rest(ObjectNode object, int depth) {
        ObjectNode rest = null;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode value = rest(member.getValue(), depth);
            boolean stays = holdsSomething(value);
            if (!stays || value != member.getValue()) {
                rest = rest == null ? LeanNodes.INSTANCE.objectNode().setAll(object) : rest;
                if (stays) {
                    rest.set(member.getKey(), value);
                } else {
                    rest.remove(member.getKey());
                }
            }
        }
        return rest == null ? object : rest;
    }

    private ArrayNode rest(ArrayNode array, int depth) {
        ArrayNode rest = null;
        for (int i = 0; i < array.size(); i++) {
            JsonNode value = rest(array.get(i), depth);
            boolean stays = holdsSomething(value);
            if (rest == null && (!stays || value != array.get(i))) {
                rest = beginning(array, i);
            }
            if (rest != null && stays) {
                rest.add(value);
            }
        }
        return rest == null ? array : rest;
    }

    /** Those before one that does not stay as it is; taking that out of a copy would move all behind it. */
    private static ArrayNode beginning(ArrayNode array, int end) {
        ArrayNode beginning = LeanNodes.INSTANCE.arrayNode(array.size());
        for (int i = 0; i < end; i++) {
            beginning.add(array.get(i));
        }
        return beginning;
    }

    private static boolean holdsSomething(JsonNode value) {
        if (value instanceof TextNode text) {
            return !text.textValue().isEmpty();
        }
        return !value.isNull() && !(value.isContainerNode() && value.isEmpty());
    }
}
