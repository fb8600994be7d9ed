package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which element of a resource makes a mapping fail: the one without which it does not fail, or not in this way. JSLT
 * tells the line of the mapping only; and it is the resource that its sender knows.
 */
final class Culprit {
    /** A run of a mapping takes some 10 microseconds; what is not found by then costs more than it is worth. */
    private static final int MOST_RUNS = 500;

    private final Mapping mapping;
    private final Map<String, JsonNode> variables;
    private final MappingFailure failure;
    private int runs;

    Culprit(Mapping mapping, Map<String, JsonNode> variables, MappingFailure failure) {
        this.mapping = mapping;
        this.variables = variables;
        this.failure = failure;
    }

    /** The smallest element of {@code resource} that alone can be blamed, as {@link Element#path()}; empty for none. */
    String in(ObjectNode resource) {
        Element blamed = Element.whole(resource);
        List<Element> suspects = suspects(blamed);
        while (suspects.size() == 1) {
            blamed = suspects.get(0);
            suspects = suspects(blamed);
        }
        return blamed.path();
    }

    private List<Element> suspects(Element element) {
        List<Element> suspects = new ArrayList<>();
        for (Element child : element.children()) {
            if (suspects.size() < 2 && !failsWithout(child)) {
                suspects.add(child);
            }
        }
        return suspects;
    }

    private boolean failsWithout(Element element) {
        runs++;
        if (runs > MOST_RUNS) {
            return true;
        }
        try {
            mapping.output(element.without(), variables);
            return false;
        } catch (MappingFailure other) {
            return failure.isLike(other);
        }
    }
}
