package dev.fhirgateway.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Holds contained resources against their shape ({@code source 001}): arrays of {@code {id, type, data, contained?}} by
 * contain key, also where there is but one, to a bounded depth ({@code registry-side 14.9}).
 */
final class ContainedCheck {
    private static final int MAX_DEPTH = 8;

    private final Problems problems;

    private ContainedCheck(Problems problems) {
        this.problems = problems;
    }

    static void check(JsonNode contained, Problems problems) {
        new ContainedCheck(problems).map("contained", contained, 1);
    }

    private void map(String element, JsonNode contained, int depth) {
        if (contained.isMissingNode()) {
            return;
        }
        if (!contained.isObject()) {
            problems.add(element, "is not an object");
        } else if (depth > MAX_DEPTH) {
            problems.add(element, "is nested deeper than " + MAX_DEPTH);
        } else {
            contained.properties().forEach(key -> array(element + "." + key.getKey(), key.getValue(), depth));
        }
    }

    private void array(String element, JsonNode resources, int depth) {
        if (!resources.isArray()) {
            problems.add(element, "is not an array");
            return;
        }
        for (int i = 0; i < resources.size(); i++) {
            resource(element + "[" + i + "]", resources.path(i), depth);
        }
    }

    private void resource(String element, JsonNode resource, int depth) {
        if (!resource.path("id").isTextual()) {
            problems.add(element + ".id", "is required, as a string");
        }
        if (!resource.path("type").isTextual()) {
            problems.add(element + ".type", "is required, as a string");
        }
        if (!resource.path("data").isObject()) {
            problems.add(element + ".data", "is required, as an object");
        }
        map(element + ".contained", resource.path("contained"), depth + 1);
    }
}
