package dev.fhirgateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.upsert.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Holds one resource against FHIR R4: the rules of the JSON format ({@code FHIR R4 json.html}), and what HAPI's strict
 * parser makes of it. That parser is asked only where its verdict is not known beforehand, for it costs several times as
 * much as all the rest. It stops at the first fault and cannot say where that is, so a refused resource is walked once
 * more, values and all, to tell everything at once.
 */
final class ResourceCheck {
    private static final int LONGEST_ID = 64;

    private final R4Model model;
    private final ObjectNode resource;

    ResourceCheck(R4Model model, ObjectNode resource) {
        this.model = model;
        this.resource = resource;
    }

    /** All that is wrong; empty when the resource is valid. */
    List<Problem> problems() {
        ProblemList form = new ProblemList();
        boolean doubtful = walk(false, form);
        if (!form.isEmpty()) {
            return explained("not asked");
        }
        Optional<String> refusal = doubtful ? model.refusal(resource) : Optional.empty();
        return refusal.map(this::explained).orElse(List.of());
    }

    private List<Problem> explained(String hapi) {
        ProblemList all = new ProblemList();
        walk(true, all);
        if (all.isEmpty()) {
            all.add("invalid", root(), "refused by the FHIR parser (" + hapi + ")");
        }
        return all.toList();
    }

    /** @return whether there is something of which only HAPI can say whether it is right */
    private boolean walk(boolean values, ProblemList problems) {
        ElementPath root = root();
        checkId(root, problems);
        StructureWalk walk = new StructureWalk(model, values, resource, root, problems);
        walk.resource(resource);
        return walk.isDoubtful();
    }

    private ElementPath root() {
        return ElementPath.of(model.root(resource.path("resourceType").textValue()));
    }

    private void checkId(ElementPath root, ProblemList problems) {
        JsonNode id = resource.path("id");
        if (id.isMissingNode()) {
            problems.add("required", root.child("id"), "the entry has no id; an upsert names its record");
        } else if (id.isTextual() && !id.textValue().isEmpty() && !isId(id.textValue())) {
            problems.add("value", root.child("id"), "not a FHIR id: 1 to 64 letters, digits, '-' and '.' are expected");
        }
    }

    /** {@code FHIR R4 datatypes.html#id}. */
    static boolean isId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
            if (!allowed) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_ID;
    }
}
