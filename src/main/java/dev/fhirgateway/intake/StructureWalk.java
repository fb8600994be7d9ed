package dev.fhirgateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Walks the JSON of one resource beside its type and tells all that breaks the JSON format of FHIR
 * ({@code FHIR R4 json.html}): unknown elements, arrays and single values, nulls, empty things, choices made twice. It
 * tells as well whether there is anything of which only HAPI can say whether it is right.
 */
final class StructureWalk {
    static final String EMPTY = "empty; what has no content is left out in FHIR";
    static final String NULL = "null is not a value in FHIR; leave the element out";

    private final R4Model model;
    private final boolean values;
    private final ElementPath path;
    private final ProblemList problems;
    private final PrimitiveExtensions primitiveExtensions;
    private final LocalReferences localReferences;
    private boolean contained;
    private boolean doubtful;

    /**
     * @param values whether to find out what is wrong, beyond the form, with primitive values and local references
     * @param path where the resource is
     */
    StructureWalk(R4Model model, boolean values, ObjectNode resource, ElementPath path, ProblemList problems) {
        this.model = model;
        this.values = values;
        this.path = path;
        this.problems = problems;
        this.localReferences = new LocalReferences(resource);
        this.primitiveExtensions = new PrimitiveExtensions(this, model, path, problems);
    }

    /** Whether the form of something is right, but not known whether HAPI takes it. Without that and a problem it does. */
    boolean isDoubtful() {
        return doubtful;
    }

    void doubt() {
        doubtful = true;
    }

    void resource(ObjectNode node) {
        JsonNode type = node.path("resourceType");
        if (type.isMissingNode()) {
            problems.add("required", path.child("resourceType"), "the resource does not say its type");
        } else if (!type.isTextual() || type.textValue().isEmpty()) {
            problems.add("value", path.child("resourceType"), "the name of a resource type is expected");
        } else if (!model.isResourceType(type.textValue())) {
            problems.add("not-supported", path.child("resourceType"), "not a resource type of FHIR R4");
        } else {
            object(node, model.resource(type.textValue()));
        }
    }

    private void object(ObjectNode node, R4Type type) {
        if (node.isEmpty()) {
            problems.add("structure", path, EMPTY);
            return;
        }
        long chosen = 0;
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            chosen |= property(node, type, property.getKey(), property.getValue(), chosen);
        }
        if (type.isExtension()) {
            checkExtension(node, chosen != 0);
        }
        doubtful |= type.isBundle();
    }

    /**
     * One property of an object.
     *
     * @param name as sent: of an element, or with an underscore that of its companion
     * @param chosen the choices that were made in the object before
     * @return the choice that is made by this one
     */
    long property(ObjectNode node, R4Type type, String name, JsonNode value, long chosen) {
        boolean companion = name.startsWith("_");
        String elementName = companion ? name.substring(1) : name;
        R4Element element = type.element(elementName);
        if (element == null || (companion && element.kind() != R4Element.Kind.PRIMITIVE)) {
            if (!(type.isResource() && name.equals("resourceType"))) {
                unknown(name);
            }
            return 0;
        }
        path.enter(name);
        if ((chosen & element.choice()) != 0 && !type.chosenBy(node, element).equals(elementName)) {
            problems.add("structure", path, "only one of " + element.name() + "[x] can be there");
        }
        if (companion) {
            primitiveExtensions.check(value, node.get(elementName), element);
        } else if (element.repeats()) {
            list(value, node, name, element);
        } else {
            single(value, element);
        }
        path.leave();
        return element.choice();
    }

    void unknown(String name) {
        ElementPath place = path.asSent(name);
        problems.add(
                "structure", place, place.equals(path) ? "holds a name that is no FHIR element" : "unknown element");
    }

    /** What {@code FHIR R4 extensibility.html#extension} says of an extension as a whole. */
    private void checkExtension(ObjectNode node, boolean hasValue) {
        if (!node.has("url")) {
            problems.add("required", path.child("url"), "an extension needs a url");
        }
        if (hasValue && node.has("extension")) {
            problems.add("structure", path, "an extension has a value or extensions, not both");
        }
    }

    private void list(JsonNode value, ObjectNode node, String name, R4Element element) {
        if (!value.isArray()) {
            problems.add("structure", path, value.isNull() ? NULL : "an array is expected");
        } else if (value.isEmpty()) {
            problems.add("structure", path, EMPTY);
        } else {
            for (int i = 0; i < value.size(); i++) {
                path.item(i);
                if (!(value.get(i).isNull() && PrimitiveExtensions.fills(node, name, i, element))) {
                    single(value.get(i), element);
                }
            }
        }
    }

    private void single(JsonNode value, R4Element element) {
        if (element.kind() == R4Element.Kind.PRIMITIVE && element.primitive().accepts(value)) {
            return;
        }
        if (value.isNull()) {
            problems.add("structure", path, NULL);
        } else if (value.isArray()) {
            problems.add("structure", path, "one value is expected, not an array");
        } else if (element.kind() == R4Element.Kind.PRIMITIVE) {
            primitive(value, element.primitive());
        } else if (!(value instanceof ObjectNode node)) {
            problems.add("structure", path, "a JSON object is expected");
        } else if (element.kind() == R4Element.Kind.OBJECT) {
            object(node, element.type());
            if (element.type().isReference()) {
                reference(node.path("reference"));
            }
        } else {
            nested(node, element);
        }
    }

    /** A value that is not known to be accepted. */
    private void primitive(JsonNode value, R4Primitive type) {
        String fault = type.form().fault(value);
        if (fault != null) {
            problems.add("value", path, fault);
        } else if (!values) {
            doubtful = true;
        } else if (type.refuses(value.asText())) {
            problems.add(type.isBoundCode() ? "code-invalid" : "value", path, type.expectation());
        }
    }

    private void reference(JsonNode reference) {
        if (reference.isTextual() && !localReferences.isKnown(reference.textValue())) {
            doubtful = true;
            if (values && localReferences.leadsNowhere(reference.textValue())) {
                problems.add("value", path.child("reference"), "no contained resource has this id");
            }
        }
    }

    private void nested(ObjectNode node, R4Element element) {
        if (element.kind() == R4Element.Kind.RESOURCE) {
            doubtful = true;
            new StructureWalk(model, values, node, path, problems).resource(node);
            return;
        }
        if (!node.has("id")) {
            problems.add("required", path.child("id"), "a contained resource needs an id");
        }
        // The ids of contained resources are a name space that references look in: only what is plain in it is sure.
        doubtful |= contained || !ResourceCheck.isId(node.path("id").asText());
        contained = true;
        resource(node);
        contained = false;
    }
}
