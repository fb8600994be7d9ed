package dev.fhirgateway.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** JSON by plain Jackson, so that the suite shares no mistake with the gateway's own readers. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** An object of keys and values in turn; a value is a node, a list of nodes, or text. */
    static ObjectNode of(Object... keysAndValues) {
        ObjectNode json = MAPPER.createObjectNode();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            json.set((String) keysAndValues[i], MAPPER.valueToTree(keysAndValues[i + 1]));
        }
        return json;
    }

    /** Of text that we wrote ourselves. */
    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    /** Of an answer; a missing node when it is no JSON. */
    static JsonNode answered(byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** The names of an object's fields, sorted, which tell its form and none of its values. */
    static String form(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return json.isObject()
                ? "{" + String.join(",", new TreeSet<>(names)) + "}"
                : json.getNodeType().toString().toLowerCase(Locale.ROOT);
    }
}
