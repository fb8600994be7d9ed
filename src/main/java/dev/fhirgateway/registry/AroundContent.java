package dev.fhirgateway.registry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * What is told of a record, but for the record: the objects {@code data} and {@code contained}, which are most of an
 * answer, have to be JSON, and are empty in the tree.
 */
final class AroundContent {
    private static final Set<String> CONTENT = Set.of("data", "contained");

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

    private static JsonNode node(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return PARTS.readTree(parser);
        }
        ObjectNode object = RegistryJson.object();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT && CONTENT.contains(name)) {
                parser.skipChildren();
                object.putObject(name);
            } else {
                object.set(name, node(parser));
            }
        }
        return object;
    }
}
