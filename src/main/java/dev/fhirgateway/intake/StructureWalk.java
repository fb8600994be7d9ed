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
    private final ElementPath path;
    private final ProblemList problems;
    private final ElementContent elements;
    private final PrimitiveExtensions companions;
    private boolean doubtful;

    /**
     * @param values whether to find out what is wrong, beyond the form, with primitive values and local references
     * @param path where the resource is
     */
    StructureWalk(R4Model model, boolean values, ObjectNode resource, ElementPath path, ProblemList problems) {
        this.model = model;
        this.path = path;
        this.problems = problems;
        this.elements = new ElementContent(this, values, new LocalReferences(resource), path, problems);
        this.companions = new PrimitiveExtensions(this, model, path, problems);
    }

    /** Walks a resource; for what is contained in it as well. */
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

    void object(ObjectNode node, R4Type type) {
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
        R4Element element = type.element(name);
        if (element == null) {
            return companions.property(node, type, name, value, chosen);
        }
        path.enter(name);
        if ((chosen & element.choice()) != 0) {
            checkChoice(node, type, name, element);
        }
        elements.check(node, name, value, element);
        path.leave();
        return element.choice();
    }

    /** Of a choice that was made before: a value and its companion make the same one. */
    void checkChoice(ObjectNode node, R4Type type, String elementName, R4Element element) {
        if (!type.chosenBy(node, element).equals(elementName)) {
            problems.add("structure", path, "only one of " + element.name() + "[x] can be there");
        }
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

    /** A resource in the place of an element, with a name space of its own for what it contains. */
    void another(ObjectNode node, boolean values) {
        new StructureWalk(model, values, node, path, problems).resource(node);
    }

    /** Notes that the form of something is right, but not known whether HAPI takes it. */
    void doubt() {
        doubtful = true;
    }

    /** Whether there was something in doubt. Without that, and without a problem, HAPI takes the resource. */
    boolean isDoubtful() {
        return doubtful;
    }
}
