package dev.fhirgateway.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Paths below the registry's base URL ({@code source 004}). Each segment is percent-encoded, so that no key or id can
 * reach another path.
 */
public final class RegistryPaths {
    private static final Set<String> NOT_A_SEGMENT = Set.of("", ".", "..");

    private RegistryPaths() {}

    /** All records of a type: {@code /sources/{s}/v1/resources/{type}}. */
    public static String resources(String sourceKey, String type) {
        return "/sources/" + segment(sourceKey) + "/v1/resources/" + segment(type);
    }

    /** One record: {@code /sources/{s}/v1/resources/{type}/{id}}. */
    public static String resource(String sourceKey, String type, String id) {
        return resources(sourceKey, type) + "/" + segment(id);
    }

    /** One task: {@code /sources/{s}/v1/tasks/{taskId}}. */
    public static String task(String sourceKey, String taskId) {
        return "/sources/" + segment(sourceKey) + "/v1/tasks/" + segment(taskId);
    }

    private static String segment(String text) {
        if (NOT_A_SEGMENT.contains(text)) {
            // Encoding does not help here: "%2E%2E" is still the parent for whoever normalises the path.
            throw new IllegalArgumentException("empty or dots only: no path segment");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
