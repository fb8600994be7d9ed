package dev.fhirgateway.workshop;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A place at which two JSON trees differ. Numbers are the same when their digits are; the order of the keys of an object
 * does not count, that of the items of an array does.
 *
 * @param place where
 * @param expected what should be there; missing when nothing should
 * @param actual what is there; missing when nothing is
 */
record JsonDifference(JsonPointer place, JsonNode expected, JsonNode actual) {
    /** All of them, each as deep in the trees as it can be told. */
    static List<JsonDifference> between(JsonNode expected, JsonNode actual) {
        List<JsonDifference> differences = new ArrayList<>();
        compare(JsonPointer.empty(), expected, actual, differences);
        return differences;
    }

    private static void compare(JsonPointer at, JsonNode expected, JsonNode actual, List<JsonDifference> differences) {
        if (expected.isObject() && actual.isObject()) {
            Set<String> keys = new TreeSet<>();
            expected.fieldNames().forEachRemaining(keys::add);
            actual.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> compare(at.appendProperty(key), expected.path(key), actual.path(key), differences));
        } else if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                compare(at.appendIndex(i), expected.path(i), actual.path(i), differences);
            }
        } else if (!isSame(expected, actual)) {
            differences.add(new JsonDifference(at, expected, actual));
        }
    }

    private static boolean isSame(JsonNode expected, JsonNode actual) {
        return expected.getNodeType() == actual.getNodeType()
                && expected.asText().equals(actual.asText());
    }

    @Override
    public String toString() {
        return place + ": expected " + told(expected) + ", but the mapping gives " + told(actual);
    }

    private static String told(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
