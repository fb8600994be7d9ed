package dev.fhirgateway.sandbox.trouble;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call as rules see it.
 *
 * @param number its place among all calls, from 1
 * @param method HTTP method
 * @param path as sent, percent-encoded, without the query
 * @param source the source it is about, decoded; null when the path names none
 * @param type the resource or relationship type it is about; null when the path names none
 * @param id the record it is about; null when the path names none
 */
public record Call(
        int number, String method, String path, @Nullable String source, @Nullable String type, @Nullable String id) {
    private static final Set<String> COLLECTIONS = Set.of("resources", "relationships");
    /** Stands where a type would, and is none ({@code registry-side 4}). */
    private static final String BULK = "bulk";

    /** Finds out from the path what the call is about ({@code registry-side 2, 3}). */
    public static Call of(int number, String method, String path) {
        String[] parts = path.split("/");
        String source = parts.length > 2 && parts[1].equals("sources") ? decoded(parts[2]) : null;
        boolean record = source != null && parts.length > 5 && COLLECTIONS.contains(parts[4]) && !parts[5].equals(BULK);
        String type = record ? decoded(parts[5]) : null;
        return new Call(number, method, path, source, type, record && parts.length > 6 ? decoded(parts[6]) : null);
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return part;
        }
    }
}
