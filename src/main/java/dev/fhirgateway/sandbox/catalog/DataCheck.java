package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.PropertyDefinition;
import dev.fhirgateway.registry.Rule;
import java.util.List;
import java.util.Map;

/** Holds one record's data against the properties of its profile ({@code registry-side 8}). */
final class DataCheck {
    private final ObjectNode root;
    private final String prefix;
    private final List<Violation> found;

    private DataCheck(ObjectNode root, String prefix, List<Violation> found) {
        this.root = root;
        this.prefix = prefix;
        this.found = found;
    }

    /**
     * Checks all of it.
     *
     * @param prefix what comes before the place in the data; empty, or ending in a dot
     * @param found takes what is broken
     */
    static void check(
            Map<String, PropertyDefinition> properties, ObjectNode data, String prefix, List<Violation> found) {
        new DataCheck(data, prefix, found).members(properties, data, "");
    }

    private void members(Map<String, PropertyDefinition> properties, JsonNode node, String before) {
        node.fieldNames().forEachRemaining(name -> {
            if (!properties.containsKey(name)) {
                add(ProfileRule.UNKNOWN_PROPERTY, before + name, "is not a property of the profile");
            }
        });
        properties.forEach((name, property) -> value(property, node.path(name), before + name));
    }

    private void value(PropertyDefinition property, JsonNode value, String place) {
        if (value.isMissingNode() || value.isNull()) {
            rules(property, value, place);
        } else if (isOfType(property.type(), value, place)) {
            rules(property, value, place);
            within(property, value, place);
        }
    }

    private boolean isOfType(String type, JsonNode value, String place) {
        if (DataTypes.isArray(type)) {
            return value.isArray() || refuseType(place, "is not an array");
        }
        if (type.equals(DataTypes.REFERENCE) && value.isTextual()) {
            return PrimitiveType.URI.takes(value) || refuseType(place, "is not a reference: text without spaces");
        }
        if (DataTypes.isStructure(type)) {
            return value.isObject() || refuseType(place, "is not an object");
        }
        PrimitiveType primitive = PrimitiveType.ofName(type)
                .orElseThrow(() -> new IllegalArgumentException("the profile was never checked"));
        return primitive.takes(value) || refuseType(place, primitive.refusal());
    }

    private void rules(PropertyDefinition property, JsonNode value, String place) {
        boolean absent = value.isMissingNode() || value.isNull();
        for (Rule rule : property.rules()) {
            boolean kept = absent ? !(rule instanceof Rule.Required) : RuleCheck.isKept(rule, value);
            if (!kept && holds(rule, place)) {
                add(RuleCheck.kind(rule), place, RuleCheck.refusal(rule, value));
            }
        }
    }

    private boolean holds(Rule rule, String place) {
        JsonNode when = rule.when();
        return when == null
                || Condition.read(when)
                        .orElseThrow(() -> new IllegalArgumentException("the profile was never checked"))
                        .holds(root, place);
    }

    private void within(PropertyDefinition property, JsonNode value, String place) {
        PropertyDefinition items = property.items();
        for (int i = 0; items != null && i < value.size(); i++) {
            String element = place + "[" + i + "]";
            if (value.path(i).isNull()) {
                refuseType(element, "is null");
            } else {
                value(items, value.path(i), element);
            }
        }
        if (value.isObject() && !DataTypes.isOpen(property)) {
            members(DataTypes.membersOf(property), value, place + ".");
        }
    }

    private boolean refuseType(String place, String reason) {
        add(ProfileRule.TYPE, place, reason);
        return false;
    }

    private void add(ProfileRule rule, String place, String reason) {
        found.add(new Violation(rule, prefix + place, reason));
    }
}
