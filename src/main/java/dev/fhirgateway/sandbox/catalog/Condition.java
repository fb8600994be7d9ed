package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * When a rule holds: its {@code when} clause ({@code registry-side 8}). Known are {@code eq}, {@code gt} and {@code lt}
 * with the paths they compare, and {@code and} and {@code or} with lists of clauses. Where a clause says several
 * things, all of them have to be so.
 */
sealed interface Condition {
    /**
     * Whether it is so.
     *
     * @param root the data of the record
     * @param place where the ruled property stands in it
     */
    boolean holds(JsonNode root, String place);

    /** The comparisons in it, at any depth. */
    List<Test> tests();

    /** One value at the path, at least, compares so. */
    record Test(String text, ConditionPath path, Comparison comparison, JsonNode operand) implements Condition {
        @Override
        public boolean holds(JsonNode root, String place) {
            return path.values(root, place).stream().anyMatch(value -> comparison.holds(value, operand));
        }

        @Override
        public List<Test> tests() {
            return List.of(this);
        }
    }

    /** All parts, or with {@code any} one of them at least. */
    record Group(boolean any, List<Condition> parts) implements Condition {
        @Override
        public boolean holds(JsonNode root, String place) {
            return any
                    ? parts.stream().anyMatch(part -> part.holds(root, place))
                    : parts.stream().allMatch(part -> part.holds(root, place));
        }

        @Override
        public List<Test> tests() {
            return parts.stream().flatMap(part -> part.tests().stream()).toList();
        }
    }

    /** Reads a clause; empty when it says something that is not known here. */
    static Optional<Condition> read(JsonNode clause) {
        List<Condition> parts = new ArrayList<>();
        boolean known = clause.isObject()
                && !clause.isEmpty()
                && clause.properties().stream().allMatch(entry -> add(entry.getKey(), entry.getValue(), parts));
        return known ? Optional.of(new Group(false, List.copyOf(parts))) : Optional.empty();
    }

    private static boolean add(String operator, JsonNode operand, List<Condition> parts) {
        if (operator.equals("and") || operator.equals("or")) {
            List<Optional<Condition>> clauses = StreamSupport.stream(operand.spliterator(), false)
                    .map(Condition::read)
                    .toList();
            parts.add(new Group(
                    operator.equals("or"),
                    clauses.stream().flatMap(Optional::stream).toList()));
            return operand.isArray() && !operand.isEmpty() && clauses.stream().allMatch(Optional::isPresent);
        }
        Optional<Comparison> comparison = Comparison.ofOperator(operator);
        comparison.ifPresent(known -> operand.properties()
                .forEach(entry -> parts.add(
                        new Test(entry.getKey(), ConditionPath.parse(entry.getKey()), known, entry.getValue()))));
        return comparison.isPresent()
                && operand.isObject()
                && !operand.isEmpty()
                && StreamSupport.stream(operand.spliterator(), false)
                        .allMatch(value -> value.isValueNode() && !value.isNull());
    }
}
