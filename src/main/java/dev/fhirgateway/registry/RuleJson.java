package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of {@code rules} on the wire. */
final class RuleJson {
    private static final List<String> CRITERIA = List.of("required", "min", "max", "enum", "pattern");

    private RuleJson() {}

    static ObjectNode entry(String criterion, JsonNode value, @Nullable JsonNode when) {
        ObjectNode json = RegistryJson.object();
        json.set(criterion, value);
        RegistryJson.put(json, "when", when);
        return json;
    }

    /** All the rules of one entry, which share its condition. */
    static List<Rule> read(JsonPlace entry) {
        List<Rule> rules = new ArrayList<>();
        ObjectNode object = entry.object();
        JsonNode when = entry.at("when").objectIfThere().orElse(null);
        for (String criterion : CRITERIA) {
            JsonPlace place = entry.at(criterion);
            if (place.isThere() && !isOff(criterion, place)) {
                rules.add(rule(criterion, place, when));
            }
        }
        if (CRITERIA.stream().noneMatch(object::has) && entry.node().isObject()) {
            // A slip of the pen, most likely; passed over in silence, the rule would never hold.
            entry.problem("has none of " + String.join(", ", CRITERIA));
        }
        return rules;
    }

    private static boolean isOff(String criterion, JsonPlace place) {
        return criterion.equals("required")
                && place.node().isBoolean()
                && !place.node().booleanValue();
    }

    private static Rule rule(String criterion, JsonPlace place, @Nullable JsonNode when) {
        return switch (criterion) {
            case "min" -> new Rule.Min(number(place), when);
            case "max" -> new Rule.Max(number(place), when);
            case "enum" -> new Rule.Enumeration(values(place), when);
            case "pattern" -> new Rule.Pattern(place.text(), when);
            default -> required(place, when);
        };
    }

    private static Rule required(JsonPlace place, @Nullable JsonNode when) {
        if (!place.node().isBoolean()) {
            place.problem("is not true or false");
        }
        return new Rule.Required(when);
    }

    private static BigDecimal number(JsonPlace place) {
        if (!place.node().isNumber()) {
            place.problem("is not a number");
        }
        return place.node().decimalValue();
    }

    private static List<JsonNode> values(JsonPlace place) {
        List<JsonNode> values = place.list(JsonPlace::node);
        if (place.node().isArray() && values.isEmpty()) {
            place.problem("allows no value at all");
        }
        return values;
    }
}
