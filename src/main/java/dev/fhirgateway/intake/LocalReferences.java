package dev.fhirgateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.StreamSupport;

/** References of the form {@code #id}, which point to what the same resource contains ({@code FHIR R4 references.html#contained}). */
final class LocalReferences {
    private final ObjectNode resource;
    private final ProblemList problems;

    LocalReferences(ObjectNode resource, ProblemList problems) {
        this.resource = resource;
        this.problems = problems;
    }

    void check(JsonNode reference, ElementPath path) {
        String target = reference.asText();
        // "#" alone is legal: it points from a contained resource to the one around it.
        if (target.length() > 1 && target.startsWith("#") && !contains(target.substring(1))) {
            problems.add("value", path, "no contained resource has this id");
        }
    }

    private boolean contains(String id) {
        return StreamSupport.stream(resource.path("contained").spliterator(), false)
                .anyMatch(contained -> contained.path("id").asText().equals(id));
    }
}
