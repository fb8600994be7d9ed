package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.PropertyDefinition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The dot path of a condition, from the root of the data ({@code registry-side 8}). Through an array it leads to every
 * element, or with {@code [current]} to the one that the ruled property stands in. How the registry joins that word to
 * the path was not seen: {@code contact[current].system} and {@code contact.[current].system} are read alike.
 */
final class ConditionPath {
    private static final String CURRENT = "[current]";

    private final List<String> steps;

    private ConditionPath(List<String> steps) {
        this.steps = steps;
    }

    static ConditionPath parse(String text) {
        return new ConditionPath(List.of(text.replace("." + CURRENT, CURRENT).split("\\.", -1)));
    }

    /**
     * The values that the path leads to; none of them null.
     *
     * @param place where the ruled property stands, e.g. {@code contact[1].value}
     */
    List<JsonNode> values(JsonNode root, String place) {
        String[] standing = place.split("\\.");
        List<JsonNode> found = List.of(root);
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            Stream<JsonNode> next = found.stream().map(node -> node.path(name(step)));
            int index = i < standing.length ? index(name(step), standing[i]) : -1;
            found = (step.endsWith(CURRENT)
                            ? next.map(array -> array.path(index))
                            : next.flatMap(ConditionPath::elements))
                    .toList();
        }
        return found.stream()
                .filter(value -> !value.isMissingNode() && !value.isNull())
                .toList();
    }

    /**
     * What is wrong with the path, following on it.
     *
     * @param properties the profile's
     * @param place where the ruled property stands, with {@code []} for elements, e.g. {@code contact[].value}
     */
    Optional<String> problem(Map<String, PropertyDefinition> properties, String place) {
        String[] standing = place.split("\\.");
        Map<String, PropertyDefinition> level = properties;
        for (int i = 0; i < steps.size(); i++) {
            String name = name(steps.get(i));
            PropertyDefinition property = level.get(name);
            if (property == null) {
                return Optional.of("names no property of the profile");
            }
            if (steps.get(i).endsWith(CURRENT) && !(i < standing.length && standing[i].equals(name + "[]"))) {
                return Optional.of("says " + CURRENT + " of an array that the rule does not stand in");
            }
            PropertyDefinition element = element(property);
            if (DataTypes.isOpen(element)) {
                return Optional.empty();
            }
            level = DataTypes.membersOf(element);
        }
        return Optional.empty();
    }

    private static PropertyDefinition element(PropertyDefinition property) {
        PropertyDefinition element = property;
        while (element.items() != null) {
            element = Objects.requireNonNull(element.items());
        }
        return element;
    }

    private static String name(String step) {
        return step.endsWith(CURRENT) ? step.substring(0, step.length() - CURRENT.length()) : step;
    }

    /** Which element of the array the ruled property stands in; -1, which no array has, for none. */
    private static int index(String name, String standing) {
        return standing.startsWith(name + "[")
                ? Integer.parseInt(standing, name.length() + 1, standing.indexOf(']'), 10)
                : -1;
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false).flatMap(ConditionPath::elements)
                : Stream.of(node);
    }
}
