package dev.fhirgateway.workshop;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of an example: a JSON tree whose decimals keep their digits, and the lines it stands in.
 *
 * @param text what stands in the file
 * @param tree the same as a tree
 */
record ExampleFile(String text, JsonNode tree) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** @throws JsonProcessingException when it is not JSON; it tells the place */
    static ExampleFile read(Path file) throws IOException {
        String text = Files.readString(file);
        return new ExampleFile(text, JSON.readTree(text));
    }

    /** {@code , line 3, column 7}: where the element of a resource is that a FHIRPath such as {@code Patient.name[0]} names. */
    String placeOf(String element) {
        int type = element.indexOf('.');
        String path = type < 0 ? "" : element.substring(type).replace("[", ".").replace("]", "");
        return placeOf(JsonPointer.compile(path.replace('.', '/')));
    }

    /** {@code , line 3, column 7}: where the value of {@code place} stands, or else what it would stand in. */
    String placeOf(JsonPointer place) {
        JsonPointer there = place;
        while (tree.at(there).isMissingNode()) {
            there = there.head();
        }
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                boolean value = parser.currentToken() != JsonToken.FIELD_NAME;
                if (value && parser.getParsingContext().pathAsPointer().equals(there)) {
                    return told(parser.currentTokenLocation());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("it could be read before", e);
        }
        return "";
    }

    /** {@code , line 3, column 7: Unexpected character}, of what is not JSON. */
    static String told(JsonProcessingException e) {
        String reason = e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
        return told(e.getLocation()) + ": " + reason;
    }

    private static String told(JsonLocation location) {
        return ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
