package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What a function or an operator of JSLT has to spend before it may do its work on values. */
@FunctionalInterface
interface Cost {
    /** Spends it; throws {@link WorkLimit.Exceeded} when that is too much. */
    void spend(WorkLimit limit, JsonNode[] values);

    /** Of what looks at its values, but not into them. */
    Cost SIZE = (limit, values) -> {
        for (JsonNode value : values) {
            limit.spendOn(value);
        }
    };

    /** Of what may write its values out, be it in the text of an error. */
    Cost ALL = (limit, values) -> {
        for (JsonNode value : values) {
            limit.spendOnAll(value);
        }
    };

    /** Of what may read its values as numbers: JSLT sets no limit to their digits, and many take long. */
    Cost NUMBERS = (limit, values) -> {
        ALL.spend(limit, values);
        for (JsonNode value : values) {
            long digits = value.isTextual() ? value.textValue().length() : 0;
            limit.spend(digits * digits / 1024);
        }
    };

    Cost PLUS = (limit, values) ->
            (values[0].isContainerNode() && values[1].isContainerNode() ? SIZE : ALL).spend(limit, values);

    Cost TIMES = (limit, values) -> {
        NUMBERS.spend(limit, values);
        if (values[0].isTextual() || values[1].isTextual()) {
            int text = values[1].isTextual() ? 1 : 0;
            long times = Math.max(0, values[1 - text].intValue());
            limit.spend(times);
            limit.spendOnSize(times * values[text].textValue().length());
        }
    };

    /** Values of different kinds differ at a glance. */
    Cost EQUALS = (limit, values) -> {
        if (values[0].isContainerNode() && values[1].isContainerNode()) {
            ALL.spend(limit, values);
        }
    };

    Cost CONTAINS = (limit, values) -> lookup(limit, values[0], values[1]);

    Cost INDEX_OF = (limit, values) -> lookup(limit, values[1], values[0]);

    Cost GET_KEY = (limit, values) -> {
        limit.spendOnAll(values[1]);
        if (!values[0].isObject()) {
            limit.spendOnAll(values[0]);
        }
    };

    /** It is written out when it is no array. */
    Cost ARRAY = (limit, values) -> (values[0].isArray() ? SIZE : ALL).spend(limit, values);

    Cost JOIN = (limit, values) -> {
        ALL.spend(limit, values);
        limit.spendOnSize((long) values[0].size() * values[1].asText().length());
    };

    /** Each character may begin another value. */
    Cost FROM_JSON = (limit, values) -> {
        ALL.spend(limit, values);
        limit.spend(values[0].asText().length());
    };

    private static void lookup(WorkLimit limit, JsonNode what, JsonNode in) {
        limit.spendOnAll(what);
        if (what.isContainerNode() && in.isArray()) {
            limit.spendOnAll(in);
        } else if (!in.isObject()) {
            limit.spendOn(in);
        }
    }

    /** What the operators and functions cost that do not write their values out, or more than that. */
    Map<String, Cost> BY_NAME = Map.ofEntries(
            Map.entry("+", PLUS),
            Map.entry("-", NUMBERS),
            Map.entry("*", TIMES),
            Map.entry("/", NUMBERS),
            Map.entry("==", EQUALS),
            Map.entry("!=", EQUALS),
            Map.entry("size", SIZE),
            Map.entry("not", SIZE),
            Map.entry("boolean", SIZE),
            Map.entry("array", SIZE),
            Map.entry("zip", SIZE),
            Map.entry("zip-with-index", SIZE),
            Map.entry("is-array", SIZE),
            Map.entry("is-boolean", SIZE),
            Map.entry("is-decimal", SIZE),
            Map.entry("is-integer", SIZE),
            Map.entry("is-number", SIZE),
            Map.entry("is-object", SIZE),
            Map.entry("is-string", SIZE),
            Map.entry("contains", CONTAINS),
            Map.entry("index-of", INDEX_OF),
            Map.entry("get-key", GET_KEY),
            Map.entry("all", ARRAY),
            Map.entry("any", ARRAY),
            Map.entry("number", NUMBERS),
            Map.entry("format-time", NUMBERS),
            Map.entry("uuid", NUMBERS),
            Map.entry("join", JOIN),
            Map.entry("from-json", FROM_JSON));

    /** The cost of a function or an operator at one place. */
    static Cost of(String name) {
        return switch (name) {
            case "test", "capture" -> new RegexCost(false);
            case "split", "replace" -> new RegexCost(true);
            default -> BY_NAME.getOrDefault(name, ALL);
        };
    }
}
