package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.upsert.ValidEntry;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which elements of one resource its mapping carries. An element is carried when its value is found in the output,
 * or when the output would be another one without it or with another value in it: so a code that a mapping translates is
 * carried, and a text that it reads and then has no use for is not. The type and the id are the gateway's own to carry.
 *
 * <p>JSLT passes a value through as the very node of the input, which tells most of it in one run. What is left is tried
 * out, whole elements first: some 30 runs for a Patient, so this is not for every live entry. Where a resource has
 * thousands of elements to try, those that come when some seconds are over are not counted at all.
 */
final class Carried {
    private static final Set<String> BY_THE_GATEWAY = Set.of("resourceType", "id");

    /** In units of {@link WorkLimit}, over all runs. */
    private static final long MOST_WORK = 3L * WorkLimit.UNITS;

    private final Mapping mapping;
    private final Map<String, JsonNode> variables;
    private final JsonNode output;
    private final Set<JsonNode> passedThrough = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean repeatable = true;
    private long work;

    private Carried(Mapping mapping, Map<String, JsonNode> variables, JsonNode output) {
        this.mapping = mapping;
        this.variables = variables;
        this.output = output;
        collect(output);
    }

    /**
     * Counts the elements of {@code entry}.
     *
     * @param output what {@code mapping} made of it
     */
    static Coverage count(Mapping mapping, ValidEntry entry, JsonNode output) {
        Carried carried = new Carried(mapping, Mapping.variables(entry), output);
        Coverage coverage = carried.count(entry);
        if (carried.isOutputOf(entry.resource())) {
            return coverage;
        }
        // The mapping gives something else each time (random(), uuid()), so trying out tells nothing.
        carried.repeatable = false;
        return carried.count(entry);
    }

    private Coverage count(ValidEntry entry) {
        Coverage coverage = new Coverage();
        Coverage.Tally tally = coverage.ofType(entry.resourceType());
        for (Element element : Element.whole(entry.resource()).children()) {
            if (!BY_THE_GATEWAY.contains(element.name())) {
                count(element, tally.child(element.name()), true);
            }
        }
        return coverage;
    }

    /** @param open whether it may be carried; false below an element that is known not to be */
    private void count(Element element, Coverage.Tally tally, boolean open) {
        if (work > MOST_WORK) {
            return;
        }
        boolean carried = open && (anyPassedThrough(element.value()) || matters(element));
        if (!element.isPrimitive()) {
            for (Element child : element.children()) {
                count(child, tally.child(child.name()), carried);
            }
        }
        tally.count(carried);
    }

    private boolean matters(Element element) {
        return repeatable && !(isOutputOf(element.without()) && isOutputOf(element.changed()));
    }

    private boolean isOutputOf(ObjectNode resource) {
        try {
            return output.equals(mapping.output(resource, variables));
        } catch (MappingFailure failure) {
            return false;
        } finally {
            work += WorkLimit.ofThisRun().spent();
        }
    }

    private void collect(JsonNode tree) {
        if (tree.isContainerNode()) {
            tree.forEach(this::collect);
        } else if (isUnique(tree)) {
            passedThrough.add(tree);
        }
    }

    private boolean anyPassedThrough(JsonNode tree) {
        if (!tree.isContainerNode()) {
            return isUnique(tree) && passedThrough.contains(tree);
        }
        for (JsonNode child : tree) {
            if (anyPassedThrough(child)) {
                return true;
            }
        }
        return false;
    }

    /** Jackson shares the nodes of small whole numbers and of true and false. */
    private static boolean isUnique(JsonNode value) {
        return value.isTextual() || (value.isNumber() && !value.isInt());
    }
}
