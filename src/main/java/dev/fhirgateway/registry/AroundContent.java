package dev.fhirgateway.registry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Optional;

/**
 * What is told of a record, but for what was sent of it: the objects {@code data} and {@code contained} and the array
 * {@code identifier}, which are most of an answer, have to be JSON, and are empty in the tree.
 */
final class AroundContent {
    /** Of a part; that nothing follows the whole is looked at here. */
    private static final ObjectReader PARTS =
            RegistryJson.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private AroundContent() {}

    /** Reads one document, as {@link RegistryJson#parse} does. */
    static Optional<JsonNode> parse(byte[] bytes) {
        try (JsonParser parser = RegistryJson.MAPPER.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            JsonNode root = node(parser);
            return parser.nextToken() == null ? Optional.of(root) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** Text is the most there is; of the rest, numbers above all, the reader knows how it has to be taken. */
    private static JsonNode node(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case VALUE_STRING -> TextNode.valueOf(parser.getText());
            default -> PARTS.readTree(parser);
        };
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = RegistryJson.object();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && (name.equals("data") || name.equals("contained"))) {
                parser.skipChildren();
                object.putObject(name);
            } else if (value == JsonToken.START_ARRAY && name.equals("identifier")) {
                parser.skipChildren();
                object.putArray(name);
            } else {
                object.set(name, node(parser));
            }
        }
        return object;
    }
}
