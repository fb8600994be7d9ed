package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fhirgateway.upsert.OriginalBytes.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The members of a {@code meta} as the text that was sent. Text instead of a tree, so that everything that is not
 * changed goes back exactly as it came: digits, extensions, order, blanks.
 */
final class MetaMembers {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private MetaMembers() {}

    /**
     * Name to text, in order. The bytes were parsed before, so errors cannot come from the client.
     *
     * @param meta where it stands in the bytes
     */
    static Map<String, String> of(byte[] resource, Span meta) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(resource, meta.from(), meta.to() - meta.from())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                int from = meta.from() + (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                int to = meta.from() + (int) parser.currentLocation().getByteOffset();
                members.put(name, new String(resource, from, to - from, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an entry that was parsed once cannot be read again", e);
        }
        return members;
    }
}
