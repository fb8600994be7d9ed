package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.Problem;
import dev.fhirgateway.registry.PropertyDefinition;
import dev.fhirgateway.registry.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rules a property may have ({@code registry-side 8}): any may be required; numbers, text and arrays have bounds;
 * numbers and text are listed; text has patterns. That dates and times are no text in this is the registry's own list.
 */
final class RuleFit {
    private final PropertyDefinition property;
    private final Optional<PrimitiveType> primitive;
    private final Map<String, PropertyDefinition> root;
    private final String place;
    private final List<Problem> problems = new ArrayList<>();

    private RuleFit(PropertyDefinition property, Map<String, PropertyDefinition> root, String place) {
        this.property = property;
        this.primitive = PrimitiveType.ofName(property.type());
        this.root = root;
        this.place = place;
    }

    /**
     * What is wrong with the rules of a property.
     *
     * @param root the properties of the whole profile, which conditions speak of
     * @param place where the property stands in the data, with {@code []} for elements
     */
    static List<Problem> problems(PropertyDefinition property, Map<String, PropertyDefinition> root, String place) {
        RuleFit fit = new RuleFit(property, root, place);
        property.rules().forEach(fit::check);
        return fit.problems.stream().distinct().toList();
    }

    private void check(Rule rule) {
        if (rule instanceof Rule.Min min) {
            bound("min", min.value());
        } else if (rule instanceof Rule.Max max) {
            bound("max", max.value());
        } else if (rule instanceof Rule.Enumeration enumeration) {
            listed(enumeration);
        } else if (rule instanceof Rule.Pattern pattern) {
            pattern(pattern);
        }
        if (rule.when() != null) {
            condition(rule.when());
        }
    }

    private void bound(String name, BigDecimal bound) {
        boolean counted = isOf(PrimitiveType.Family.TEXT) || DataTypes.isArray(property.type());
        if (!counted && !isOf(PrimitiveType.Family.NUMBER)) {
            unfit(name);
        } else if (counted && (bound.signum() < 0 || bound.stripTrailingZeros().scale() > 0)) {
            add(name, "is not a count");
        }
    }

    private void listed(Rule.Enumeration enumeration) {
        if (!isOf(PrimitiveType.Family.TEXT) && !isOf(PrimitiveType.Family.NUMBER)) {
            unfit("enum");
        } else if (!enumeration.values().stream().allMatch(primitive.orElseThrow()::takes)) {
            add("enum", "lists a value that is not of the type " + property.type());
        }
    }

    private void pattern(Rule.Pattern pattern) {
        if (!isOf(PrimitiveType.Family.TEXT)) {
            unfit("pattern");
        } else if (EcmaScriptRegex.compile(pattern.regex()).isEmpty()) {
            add("pattern", "is not a regular expression of ECMAScript");
        }
    }

    private void condition(JsonNode when) {
        Optional<Condition> condition = Condition.read(when);
        if (condition.isEmpty()) {
            add("when", "says more than this sandbox understands: eq, gt and lt of values, and, or");
        }
        condition.ifPresent(known -> known.tests()
                .forEach(test ->
                        test.path().problem(root, place).ifPresent(reason -> add("when", test.text() + " " + reason))));
    }

    private boolean isOf(PrimitiveType.Family family) {
        return primitive.filter(type -> type.family() == family).isPresent();
    }

    private void unfit(String name) {
        add(name, "is no rule for " + property.type());
    }

    private void add(String name, String reason) {
        problems.add(new Problem("rules." + name, reason));
    }
}
