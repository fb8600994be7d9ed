package dev.fhirgateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What stands in a resource under the name of an element: arrays and single values, nulls, the kind of JSON. */
final class ElementContent {
    private final StructureWalk walk;
    private final boolean values;
    private final LocalReferences localReferences;
    private final ElementPath path;
    private final ProblemList problems;
    private boolean contained;

    ElementContent(
            StructureWalk walk,
            boolean values,
            LocalReferences localReferences,
            ElementPath path,
            ProblemList problems) {
        this.walk = walk;
        this.values = values;
        this.localReferences = localReferences;
        this.path = path;
        this.problems = problems;
    }

    /**
     * @param value what stands in the object under this name
     * @param name the element's own, not that of its companion
     */
    void check(ObjectNode object, String name, JsonNode value, R4Element element) {
        if (element.repeats()) {
            list(object, name, value, element);
        } else {
            single(value, element);
        }
    }

    private void list(ObjectNode object, String name, JsonNode value, R4Element element) {
        if (!(value instanceof ArrayNode items)) {
            problems.add("structure", path, value.isNull() ? StructureWalk.NULL : "an array is expected");
        } else if (items.isEmpty()) {
            problems.add("structure", path, StructureWalk.EMPTY);
        } else {
            for (int i = 0; i < items.size(); i++) {
                JsonNode item = items.get(i);
                path.item(i);
                if (!(item instanceof NullNode && PrimitiveExtensions.fills(object, name, i, element))) {
                    single(item, element);
                }
            }
        }
    }

    private void single(JsonNode value, R4Element element) {
        boolean primitive = element.kind() == R4Element.Kind.PRIMITIVE;
        if (primitive && element.primitive().accepts(value)) {
            return;
        }
        if (!primitive && value instanceof ObjectNode node) {
            object(node, element);
        } else if (value.isNull()) {
            problems.add("structure", path, StructureWalk.NULL);
        } else if (value.isArray()) {
            problems.add("structure", path, "one value is expected, not an array");
        } else if (primitive) {
            primitive(value, element.primitive());
        } else {
            problems.add("structure", path, "a JSON object is expected");
        }
    }

    private void object(ObjectNode node, R4Element element) {
        if (element.kind() != R4Element.Kind.OBJECT) {
            nested(node, element);
            return;
        }
        walk.object(node, element.type());
        if (element.type().isReference()) {
            reference(node.path("reference"));
        }
    }

    /** A value that is not known to be accepted. */
    private void primitive(JsonNode value, R4Primitive type) {
        String fault = type.form().fault(value);
        if (fault != null) {
            problems.add("value", path, fault);
        } else if (!values) {
            walk.doubt();
        } else if (type.refuses(value.asText())) {
            problems.add(type.isBoundCode() ? "code-invalid" : "value", path, type.expectation());
        }
    }

    private void reference(JsonNode reference) {
        if (reference.isTextual() && !localReferences.isKnown(reference.textValue())) {
            walk.doubt();
            if (values && localReferences.leadsNowhere(reference.textValue())) {
                problems.add("value", path.child("reference"), "no contained resource has this id");
            }
        }
    }

    private void nested(ObjectNode node, R4Element element) {
        if (element.kind() == R4Element.Kind.RESOURCE) {
            walk.doubt();
            walk.another(node, values);
            return;
        }
        if (!node.has("id")) {
            problems.add("required", path.child("id"), "a contained resource needs an id");
        }
        // The ids of contained resources are a name space that references look in: only what is plain in it is sure.
        if (contained || !ResourceCheck.isId(node.path("id").asText())) {
            walk.doubt();
        }
        contained = true;
        walk.resource(node);
        contained = false;
    }
}
