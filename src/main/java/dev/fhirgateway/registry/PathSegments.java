package dev.fhirgateway.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Joins the segments of a path, each percent-encoded ({@code RFC 3986, 3.3}). */
final class PathSegments {
    private static final Set<String> NOT_A_SEGMENT = Set.of("", ".", "..");

    private PathSegments() {}

    /**
     * The segments, each behind a slash.
     *
     * @throws IllegalArgumentException when one is empty or leads elsewhere
     */
    static String of(String... segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            path.append('/').append(encoded(segment));
        }
        return path.toString();
    }

    private static String encoded(String segment) {
        if (NOT_A_SEGMENT.contains(segment)) {
            // Encoding does not help here: "%2E%2E" is still the parent for whoever normalises the path.
            throw new IllegalArgumentException("empty or dots only: no path segment");
        }
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
