package dev.fhirgateway.intake;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks the JSON of one resource beside its definition and tells all that breaks the JSON format of FHIR
 * ({@code FHIR R4 json.html}): unknown elements, arrays and single values, nulls, empty things, choices made twice.
 */
final class StructureWalk {
    static final String EMPTY = "empty; what has no content is left out in FHIR";
    static final String NULL = "null is not a value in FHIR; leave the element out";

    private final R4Model model;
    private final boolean values;
    private final ProblemList problems;
    private final PrimitiveExtensions primitiveExtensions;
    private final LocalReferences localReferences;

    private StructureWalk(R4Model model, boolean values, ObjectNode resource, ProblemList problems) {
        this.model = model;
        this.values = values;
        this.problems = problems;
        this.localReferences = new LocalReferences(resource, problems);
        this.primitiveExtensions = new PrimitiveExtensions(this, model, problems);
    }

    /**
     * Walks a resource that is not contained in another one.
     *
     * @param values whether to look, beyond the form, at what primitive values and local references say
     */
    static void walk(R4Model model, boolean values, ObjectNode resource, ElementPath path, ProblemList problems) {
        new StructureWalk(model, values, resource, problems).resource(resource, path);
    }

    private void resource(ObjectNode node, ElementPath path) {
        JsonNode type = node.path("resourceType");
        if (type.isMissingNode()) {
            problems.add("required", path.child("resourceType"), "the resource does not say its type");
        } else if (!type.isTextual() || type.textValue().isEmpty()) {
            problems.add("value", path.child("resourceType"), "the name of a resource type is expected");
        } else if (!model.isResourceType(type.textValue())) {
            problems.add("not-supported", path.child("resourceType"), "not a resource type of FHIR R4");
        } else {
            object(node, model.resource(type.textValue()), path);
        }
    }

    private void object(ObjectNode node, BaseRuntimeElementDefinition<?> type, ElementPath path) {
        if (node.isEmpty()) {
            problems.add("structure", path, EMPTY);
            return;
        }
        FhirObject object = new FhirObject(node, type, path);
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!object.isTypeName(property.getKey())) {
                property(object, property.getKey());
            }
        }
        if (type.equals(model.extension())) {
            object.checkExtension(problems);
        }
    }

    /** @param name as sent: of an element, or with an underscore that of its companion */
    void property(FhirObject object, String name) {
        boolean companion = name.startsWith("_");
        String elementName = companion ? name.substring(1) : name;
        R4Element element = model.element(object.type(), elementName);
        if (element == null || (companion && element.kind() != R4Element.Kind.PRIMITIVE)) {
            unknown(name, object.path());
            return;
        }
        JsonNode value = object.json().get(name);
        ElementPath path = object.path().child(name);
        if (element.isChoice() && !object.chooses(element.name(), elementName)) {
            problems.add("structure", path, "only one of " + element.name() + "[x] can be there");
        }
        if (!companion) {
            value(value, object.json().get("_" + name), element, path);
        } else if (element.repeats()) {
            primitiveExtensions.list(value, object.json().get(elementName), path);
        } else {
            primitiveExtensions.single(value, path);
        }
    }

    void unknown(String name, ElementPath path) {
        ElementPath place = path.asSent(name);
        problems.add(
                "structure", place, place.equals(path) ? "holds a name that is no FHIR element" : "unknown element");
    }

    private void value(JsonNode value, @Nullable JsonNode companions, R4Element element, ElementPath path) {
        if (!element.repeats()) {
            single(value, element, path);
        } else if (!value.isArray()) {
            problems.add("structure", path, value.isNull() ? NULL : "an array is expected");
        } else if (value.isEmpty()) {
            problems.add("structure", path, EMPTY);
        } else {
            for (int i = 0; i < value.size(); i++) {
                boolean filler = value.get(i).isNull() && companions != null && companions.hasNonNull(i);
                if (!filler || element.kind() != R4Element.Kind.PRIMITIVE) {
                    single(value.get(i), element, path.item(i));
                }
            }
        }
    }

    private void single(JsonNode value, R4Element element, ElementPath path) {
        if (value.isNull()) {
            problems.add("structure", path, NULL);
        } else if (value.isArray()) {
            problems.add("structure", path, "one value is expected, not an array");
        } else if (element.kind() == R4Element.Kind.PRIMITIVE) {
            new PrimitiveCheck(element, path, problems).check(value, values);
        } else if (!(value instanceof ObjectNode node)) {
            problems.add("structure", path, "a JSON object is expected");
        } else if (element.kind() == R4Element.Kind.OBJECT) {
            object(node, element.type(), path);
            if (values && element.isReference()) {
                localReferences.check(node.path("reference"), path.child("reference"));
            }
        } else {
            nested(node, element, path);
        }
    }

    private void nested(ObjectNode node, R4Element element, ElementPath path) {
        if (element.kind() == R4Element.Kind.RESOURCE) {
            walk(model, values, node, path, problems);
        } else {
            if (!node.has("id")) {
                problems.add("required", path.child("id"), "a contained resource needs an id");
            }
            resource(node, path);
        }
    }
}
