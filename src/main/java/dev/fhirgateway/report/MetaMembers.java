package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
     */
    static Map<String, String> of(byte[] meta) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(meta)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                int to = (int) parser.currentLocation().getByteOffset();
                members.put(name, new String(meta, from, to - from, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an entry that was parsed once cannot be read again", e);
        }
        return members;
    }
}
