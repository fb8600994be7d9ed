package dev.fhirgateway.intake;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/**
 * One JSON object of a resource while it is walked.
 *
 * @param json the object
 * @param type what FHIR says it is
 * @param path where it stands
 * @param choices by choice, e.g. {@code deceased}, the element by which it was made
 */
record FhirObject(
        ObjectNode json, BaseRuntimeElementDefinition<?> type, ElementPath path, Map<String, String> choices) {
    FhirObject(ObjectNode json, BaseRuntimeElementDefinition<?> type, ElementPath path) {
        this(json, type, path, new HashMap<>(0));
    }

    /** Whether the property is {@code resourceType}, which resources have besides their elements. */
    boolean isTypeName(String property) {
        return property.equals("resourceType") && type instanceof RuntimeResourceDefinition;
    }

    /** Makes a choice; false when another element has made it already. */
    boolean chooses(String choice, String element) {
        String made = choices.putIfAbsent(choice, element);
        return made == null || made.equals(element);
    }

    /** What {@code FHIR R4 extensibility.html#extension} says of an extension as a whole. */
    void checkExtension(ProblemList problems) {
        if (!json.has("url")) {
            problems.add("required", path.child("url"), "an extension needs a url");
        }
        if (choices.containsKey("value") && json.has("extension")) {
            problems.add("structure", path, "an extension has a value or extensions, not both");
        }
    }
}
