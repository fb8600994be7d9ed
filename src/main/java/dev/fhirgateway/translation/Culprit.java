package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Which element of a resource makes a mapping fail: the one without which it works. JSLT
 * tells the line of the mapping only; and it is the resource that its sender knows.
 */
final class Culprit {
    /** A run takes some 10 microseconds as a rule; what is not found by then costs more than it is worth. */
    private static final int MOST_RUNS = 500;

    private final Mapping mapping;
    private final Map<String, JsonNode> variables;
    private int runs;
    private long work;

    Culprit(Mapping mapping, Map<String, JsonNode> variables) {
        this.mapping = mapping;
        this.variables = variables;
    }

    /**
     * The smallest element of {@code resource} that alone can be blamed, as {@link Element#path()}; all items of an
     * array when it is several of them; empty for none.
     */
    String in(ObjectNode resource) {
        Element blamed = Element.whole(resource);
        List<Element> suspects = suspects(blamed);
        while (suspects.size() == 1) {
            blamed = suspects.get(0);
            suspects = suspects(blamed);
        }
        List<String> places =
                suspects.stream().map(Culprit::withoutIndex).distinct().toList();
        return places.size() == 1 ? places.get(0) : blamed.path();
    }

    private List<Element> suspects(Element element) {
        return element.children().stream().filter(child -> !failsWithout(child)).toList();
    }

    private static String withoutIndex(Element item) {
        return item.path().replaceFirst("\\[\\d+]$", "");
    }

    private boolean failsWithout(Element element) {
        runs++;
        if (runs > MOST_RUNS || work > WorkLimit.UNITS) {
            return true;
        }
        try {
            mapping.output(element.without(), variables);
            return false;
        } catch (MappingFailure stillFails) {
            return true;
        } finally {
            work += WorkLimit.ofThisRun().spent();
        }
    }
}
