package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code meta} stands in the bytes of a resource, and where each of its members does. Byte positions instead of
 * a tree, so that everything that is not changed goes back exactly as it came: digits, extensions, order, blanks.
 *
 * @param start where the value of {@code meta} starts; -1 when the resource has none
 * @param end where it ends, exclusive
 * @param close where the closing brace of the resource stands
 * @param members the members of {@code meta}, name to the span of the value, in order
 */
record MetaMembers(int start, int end, int close, Map<String, Span> members) {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    /** The bytes {@code [from, to)}. */
    record Span(int from, int to) {}

    /** Finds them. The bytes are one JSON object that was parsed before, so errors cannot come from the client. */
    static MetaMembers find(byte[] resource) throws IOException {
        try (JsonParser parser = JSON.createParser(resource)) {
            parser.nextToken();
            int start = -1;
            int end = -1;
            Map<String, Span> members = Map.of();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean meta = parser.currentName().equals("meta");
                JsonToken value = parser.nextToken();
                int from = start(parser);
                if (meta && value == JsonToken.START_OBJECT) {
                    members = members(parser);
                    start = from;
                    end = here(parser);
                } else {
                    parser.skipChildren();
                }
            }
            return new MetaMembers(start, end, start(parser), members);
        }
    }

    @Nullable
    Span member(String name) {
        return members.get(name);
    }

    private static Map<String, Span> members(JsonParser parser) throws IOException {
        Map<String, Span> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            int from = start(parser);
            parser.skipChildren();
            parser.finishToken();
            members.put(name, new Span(from, here(parser)));
        }
        return members;
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int here(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }
}
