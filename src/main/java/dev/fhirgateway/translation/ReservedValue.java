package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.upsert.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The identifier values that the registry keeps for itself ({@code source 002} and {@code 004},
 * {@code registry-side 9}). A client's identifier that takes one is refused before any call.
 */
enum ReservedValue {
    USE_SOURCE("use", "source", "it marks the registry's own source identifiers"),
    SYSTEM_MDM("system", "mdm", "it marks the registry's unified ids"),
    SYSTEM_SOURCE("system", "source", "it marks the source identifier that the gateway adds");

    /** As {@link #values}, which makes a list for each who asks. */
    static final List<ReservedValue> ALL = List.of(values());

    private final String element;
    private final String value;
    private final String meaning;

    ReservedValue(String element, String value, String meaning) {
        this.element = element;
        this.value = value;
        this.meaning = meaning;
    }

    /** Whether {@code identifier} takes this value. */
    boolean takenBy(JsonNode identifier) {
        return identifier.path(element).asText().strip().equals(value);
    }

    /** The rule in words for the sender. */
    String rule() {
        return "the identifier " + element + " \"" + value + "\" is reserved in the registry: " + meaning;
    }

    /** Every reserved value that {@code resource.identifier} takes, one or many as its type has it. */
    static List<Problem> problemsIn(String resourceType, JsonNode resource) {
        List<Problem> problems = new ArrayList<>();
        JsonNode identifiers = resource.path("identifier");
        String path = resourceType + ".identifier";
        for (ReservedValue reserved : ALL) {
            if (!identifiers.isArray() && reserved.takenBy(identifiers)) {
                problems.add(reserved.problem(path));
            }
        }
        for (int i = 0; identifiers.isArray() && i < identifiers.size(); i++) {
            for (ReservedValue reserved : ALL) {
                if (reserved.takenBy(identifiers.get(i))) {
                    problems.add(reserved.problem(path + "[" + i + "]"));
                }
            }
        }
        return problems;
    }

    private Problem problem(String identifier) {
        return new Problem("business-rule", identifier + "." + element, rule());
    }
}
