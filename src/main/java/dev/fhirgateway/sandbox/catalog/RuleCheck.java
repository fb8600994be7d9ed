package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Holds a value that is there and of its type against one rule ({@code registry-side 8}). */
final class RuleCheck {
    /** Longer lists are not told in full. */
    private static final int MOST_TOLD = 20;

    private RuleCheck() {}

    /** Whether the value keeps to the rule. */
    static boolean isKept(Rule rule, JsonNode value) {
        if (rule instanceof Rule.Min min) {
            return measure(value).compareTo(min.value()) >= 0;
        }
        if (rule instanceof Rule.Max max) {
            return measure(value).compareTo(max.value()) <= 0;
        }
        if (rule instanceof Rule.Enumeration enumeration) {
            return enumeration.values().stream().anyMatch(listed -> isSame(listed, value));
        }
        if (rule instanceof Rule.Pattern pattern) {
            return EcmaScriptRegex.compile(pattern.regex())
                    .orElseThrow(() -> new IllegalArgumentException("the profile was never checked"))
                    .matcher(value.textValue())
                    .find();
        }
        return true;
    }

    /** What to say of a value that does not keep to the rule: words of the profile, none of the value. */
    static String refusal(Rule rule, JsonNode value) {
        if (rule instanceof Rule.Min min) {
            return bound(value, min.value(), "is less than ", "is shorter than ", "has fewer than ");
        }
        if (rule instanceof Rule.Max max) {
            return bound(value, max.value(), "is more than ", "is longer than ", "has more than ");
        }
        if (rule instanceof Rule.Enumeration enumeration) {
            return "is not one of " + told(enumeration.values());
        }
        return rule instanceof Rule.Pattern pattern ? "does not match " + pattern.regex() : "is required";
    }

    static ProfileRule kind(Rule rule) {
        if (rule instanceof Rule.Min) {
            return ProfileRule.MIN;
        }
        if (rule instanceof Rule.Max) {
            return ProfileRule.MAX;
        }
        if (rule instanceof Rule.Enumeration) {
            return ProfileRule.ENUM;
        }
        return rule instanceof Rule.Pattern ? ProfileRule.PATTERN : ProfileRule.REQUIRED;
    }

    private static BigDecimal measure(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        return BigDecimal.valueOf(
                value.isArray() ? value.size() : value.textValue().codePoints().count());
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return (one.isNumber() && other.isNumber())
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    private static String bound(JsonNode value, BigDecimal bound, String ofNumber, String ofText, String ofArray) {
        if (value.isNumber()) {
            return ofNumber + bound;
        }
        return value.isArray() ? ofArray + bound + " elements" : ofText + bound + " characters";
    }

    private static String told(List<JsonNode> listed) {
        return listed.size() > MOST_TOLD
                ? "the " + listed.size() + " values that the profile lists"
                : listed.stream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }
}
