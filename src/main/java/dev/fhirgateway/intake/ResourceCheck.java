package dev.fhirgateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.upsert.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Holds one resource against FHIR R4. HAPI's strict parser has the last word; before it go the rules of the JSON format
 * that it lets pass ({@code FHIR R4 json.html}). It stops at the first fault and cannot say where that is, so a refused
 * resource is walked once more, values and all, to tell everything at once.
 */
final class ResourceCheck {
    /** {@code FHIR R4 datatypes.html#id}. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    private final R4Model model;
    private final ObjectNode resource;

    ResourceCheck(R4Model model, ObjectNode resource) {
        this.model = model;
        this.resource = resource;
    }

    /** All that is wrong; empty when the resource is valid. */
    List<Problem> problems() {
        JsonNode type = resource.path("resourceType");
        ElementPath root = model.root(type.textValue());
        Optional<String> refusal = walk(root, false).isEmpty() ? model.refusal(resource) : Optional.of("not asked");
        return refusal.map(hapi -> explained(root, hapi)).orElse(List.of());
    }

    private List<Problem> explained(ElementPath root, String hapi) {
        ProblemList all = walk(root, true);
        if (all.isEmpty()) {
            all.add("invalid", root, "refused by the FHIR parser (" + hapi + ")");
        }
        return all.toList();
    }

    private ProblemList walk(ElementPath root, boolean values) {
        ProblemList problems = new ProblemList();
        checkId(root, problems);
        StructureWalk.walk(model, values, resource, root, problems);
        return problems;
    }

    private void checkId(ElementPath root, ProblemList problems) {
        JsonNode id = resource.path("id");
        if (id.isMissingNode()) {
            problems.add("required", root.child("id"), "the entry has no id; an upsert names its record");
        } else if (id.isTextual()
                && !id.textValue().isEmpty()
                && !ID.matcher(id.textValue()).matches()) {
            problems.add("value", root.child("id"), "not a FHIR id: 1 to 64 letters, digits, '-' and '.' are expected");
        }
    }
}
