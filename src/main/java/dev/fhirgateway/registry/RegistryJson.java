package dev.fhirgateway.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.tree.LeanNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON as it goes over the registry's wire: UTF-8, one document, and decimals with every digit they were written with
 * ({@code 1.50} stays {@code 1.50}), because a trailing zero of a measured value has a meaning.
 */
public final class RegistryJson {
    /** What was read stands deeper in an answer than it stood in the request. */
    private static final StreamWriteConstraints ANY_THAT_WAS_READ = StreamWriteConstraints.builder()
            .maxNestingDepth(2 * StreamReadConstraints.DEFAULT_MAX_DEPTH)
            .build();

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamWriteConstraints(ANY_THAT_WAS_READ)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .nodeFactory(LeanNodes.INSTANCE)
            .build();

    private static final ObjectReader UNIQUE_KEYS =
            MAPPER.reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private RegistryJson() {}

    /**
     * Reads one document as {@link #parse} does, but for one thing: a key that an object has twice is a mistake of who
     * wrote it.
     */
    public static Reading<JsonNode> readStrictly(byte[] bytes) {
        try {
            JsonNode node = UNIQUE_KEYS.readTree(bytes);
            return node.isMissingNode() ? faulty("is not JSON") : new Reading.Sound<>(node);
        } catch (MismatchedInputException keyTwice) {
            return faulty("has a key twice in one object");
        } catch (IOException notJson) {
            return faulty("is not JSON");
        }
    }

    private static Reading<JsonNode> faulty(String reason) {
        return new Reading.Faulty<>(List.of(new Problem("body", reason)));
    }

    /**
     * Reads one document.
     *
     * @return the tree, or empty when the bytes are not exactly one JSON document. No reason comes with that: the
     *     parser's own words quote the content
     */
    public static Optional<JsonNode> parse(byte[] bytes) {
        try {
            return Optional.of(MAPPER.readTree(bytes)).filter(node -> !node.isMissingNode());
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** Writes a tree as it stands. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a JSON tree could not be written", impossible);
        }
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array(Collection<? extends JsonNode> elements) {
        return MAPPER.createArrayNode().addAll(elements);
    }

    /** The object below {@code name}; an empty one when there is none. */
    static ObjectNode objectAt(JsonNode parent, String name) {
        return parent.path(name) instanceof ObjectNode found ? found : object();
    }

    /** The text below {@code name}, a number as its digits; null when there is neither. */
    static @Nullable String text(JsonNode parent, String name) {
        JsonNode found = parent.path(name);
        return found.isTextual() || found.isNumber() ? found.asText() : null;
    }

    /** The one of {@code known} whose name stands below {@code name}; null when none does. */
    static <E extends Enum<E>> @Nullable E word(JsonNode parent, String name, E[] known) {
        String text = parent.path(name).asText();
        for (E word : known) {
            if (word.name().equalsIgnoreCase(text)) {
                return word;
            }
        }
        return null;
    }

    static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            json.put(name, value);
        }
    }

    static void put(ObjectNode json, String name, @Nullable JsonNode value) {
        if (value != null && !value.isEmpty()) {
            json.set(name, value);
        }
    }
}
