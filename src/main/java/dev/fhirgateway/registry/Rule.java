package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One rule on the values of a property, beside what its type asks for ({@code registry-side 8}). The registry lets one
 * entry of {@code rules} hold several criteria with one condition; each becomes a rule of its own here, in the order
 * required, min, max, enum, pattern.
 */
public sealed interface Rule {
    /** The condition under which the rule holds, in the registry's search language, raw; null for always. */
    @Nullable
    JsonNode when();

    /** The canonical entry of {@code rules}: one criterion, and the condition. */
    ObjectNode toJson();

    /** The property is there and not null. */
    record Required(@Nullable JsonNode when) implements Rule {
        @Override
        public ObjectNode toJson() {
            return RuleJson.entry("required", BooleanNode.TRUE, when);
        }
    }

    /** At least this: a number's value, a text's length, an array's count of elements. */
    record Min(BigDecimal value, @Nullable JsonNode when) implements Rule {
        public Min {
            Objects.requireNonNull(value);
        }

        @Override
        public ObjectNode toJson() {
            return RuleJson.entry("min", DecimalNode.valueOf(value), when);
        }
    }

    /** At most this: a number's value, a text's length, an array's count of elements. */
    record Max(BigDecimal value, @Nullable JsonNode when) implements Rule {
        public Max {
            Objects.requireNonNull(value);
        }

        @Override
        public ObjectNode toJson() {
            return RuleJson.entry("max", DecimalNode.valueOf(value), when);
        }
    }

    /** One of these values ({@code enum}). */
    record Enumeration(List<JsonNode> values, @Nullable JsonNode when) implements Rule {
        public Enumeration {
            values = List.copyOf(values);
        }

        @Override
        public ObjectNode toJson() {
            return RuleJson.entry("enum", RegistryJson.array(values), when);
        }
    }

    /** The text matches this ECMAScript regular expression. Whether it is one, this record does not ask. */
    record Pattern(String regex, @Nullable JsonNode when) implements Rule {
        public Pattern {
            Objects.requireNonNull(regex);
        }

        @Override
        public ObjectNode toJson() {
            return RuleJson.entry("pattern", TextNode.valueOf(regex), when);
        }
    }
}
