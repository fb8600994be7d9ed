package dev.fhirgateway.translation;

import static dev.fhirgateway.translation.OutputForm.hasOther;
import static dev.fhirgateway.translation.OutputForm.isKey;
import static dev.fhirgateway.translation.OutputForm.isObjectOrAbsent;
import static dev.fhirgateway.translation.OutputForm.isRegistryId;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** The form of the relationships in a mapping's output. */
final class RelationshipForm {
    private static final Set<String> RELATIONSHIP = Set.of("type", "from", "to", "data");
    private static final Set<String> REFERRED = Set.of("reference", "type");
    private static final Set<String> KNOWN = Set.of("type", "id");

    private RelationshipForm() {}

    /** What is wrong with the relationships of {@code output}; empty when nothing is. */
    static Optional<String> fault(JsonNode output) {
        JsonNode relationships = output.path("relationships");
        if (output.has("relationships") && !relationships.isArray()) {
            return Optional.of("has relationships that are not an array");
        }
        for (JsonNode relationship : relationships) {
            Optional<String> fault = faultOf(relationship);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> faultOf(JsonNode relationship) {
        if (!relationship.isObject() || hasOther(relationship, RELATIONSHIP)) {
            return Optional.of("has a relationship with a key other than type, from, to and data");
        }
        if (!isKey(relationship.path("type"))) {
            return Optional.of("has a relationship without a type, or with one that is not a legal key");
        }
        if (!isEndOrAbsent(relationship.path("from")) || !isEndOrAbsent(relationship.path("to"))) {
            return Optional.of("has a relationship with an end that is neither {type, id} nor {reference, type}");
        }
        return isObjectOrAbsent(relationship, "data")
                ? Optional.empty()
                : Optional.of("has a relationship with data that is not an object");
    }

    private static boolean isEndOrAbsent(JsonNode end) {
        if (end.isMissingNode()) {
            return true;
        }
        if (end.path("reference").isObject()) {
            return !hasOther(end, REFERRED) && (!end.has("type") || isKey(end.path("type")));
        }
        return end.isObject() && !hasOther(end, KNOWN) && isKey(end.path("type")) && isRegistryId(end.path("id"));
    }
}
