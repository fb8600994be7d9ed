package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One element of a resource, with the means to have the resource without it. The resource itself is never changed;
 * what is made of it shares all that is not on the way to this element.
 */
final class Element {
    /** The whole resource with something else, or with nothing, in one place. */
    private interface Place {
        ObjectNode with(@Nullable JsonNode replacement);
    }

    private final String name;
    private final String path;
    private final JsonNode value;
    private final Place place;

    private Element(String name, String path, JsonNode value, Place place) {
        this.name = name;
        this.path = path;
        this.value = value;
        this.place = place;
    }

    /** The resource as a whole. */
    static Element whole(ObjectNode resource) {
        return new Element(
                "",
                "",
                resource,
                replacement -> replacement instanceof ObjectNode other ? other : JsonNodeFactory.instance.objectNode());
    }

    /**
     * Its name, as in {@code FHIR R4 json.html#primitive}: {@code _birthDate} is another part of {@code birthDate}. An
     * extension has its URL in brackets, for the URL is what tells it from others.
     */
    String name() {
        return name;
    }

    /** The way to it from the resource, with array indexes, to be put behind the type: {@code .name[0].given[1]}. */
    String path() {
        return path;
    }

    JsonNode value() {
        return value;
    }

    boolean isPrimitive() {
        return !value.isContainerNode();
    }

    /** Those of an object, in its order, arrays item by item; no {@code null} that pads an array. */
    List<Element> children() {
        List<Element> children = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            Place inObject = replacement -> place.with(inObject(property.getKey(), replacement));
            String plain = property.getKey().startsWith("_") ? property.getKey().substring(1) : property.getKey();
            if (property.getValue() instanceof ArrayNode array) {
                addItems(children, array, plain, inObject);
            } else {
                children.add(new Element(plain, path + "." + plain, property.getValue(), inObject));
            }
        }
        return children;
    }

    private void addItems(List<Element> children, ArrayNode array, String plain, Place inObject) {
        for (int i = 0; i < array.size(); i++) {
            int index = i;
            JsonNode item = array.get(i);
            if (!item.isNull()) {
                boolean extension = plain.equals("extension") || plain.equals("modifierExtension");
                children.add(new Element(
                        extension ? plain + "[" + item.path("url").asText() + "]" : plain,
                        path + "." + plain + "[" + i + "]",
                        item,
                        replacement -> inObject.with(inArray(array, index, replacement))));
            }
        }
    }

    /** The resource without it, and without what is empty then. */
    ObjectNode without() {
        return place.with(null);
    }

    /** The resource with another value in every primitive of it. */
    ObjectNode changed() {
        return place.with(changed(value));
    }

    private @Nullable JsonNode inObject(String key, @Nullable JsonNode replacement) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll((ObjectNode) value);
        if (replacement == null) {
            copy.remove(key);
        } else {
            copy.set(key, replacement);
        }
        return copy.isEmpty() ? null : copy;
    }

    private static @Nullable JsonNode inArray(ArrayNode array, int index, @Nullable JsonNode replacement) {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size()).addAll(array);
        if (replacement == null) {
            copy.remove(index);
        } else {
            copy.set(index, replacement);
        }
        return copy.isEmpty() ? null : copy;
    }

    private static JsonNode changed(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(property -> copy.set(property.getKey(), changed(property.getValue())));
            return copy;
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(item -> copy.add(changed(item)));
            return copy;
        }
        if (tree.isNumber()) {
            return DecimalNode.valueOf(tree.decimalValue().add(BigDecimal.ONE));
        }
        return tree.isBoolean()
                ? BooleanNode.valueOf(!tree.booleanValue())
                : tree.isNull() ? tree : TextNode.valueOf(tree.textValue() + "0");
    }
}
