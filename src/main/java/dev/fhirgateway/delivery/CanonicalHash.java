package dev.fhirgateway.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a record holds, in 32 hex digits that stay the same when the registry tells it in another order, writes a number
 * in another way, or adds times and ids of its own. So a record that is read back can be held against one that was sent,
 * long after the one that was sent is forgotten.
 */
final class CanonicalHash {
    private static final int BYTES = 16;

    private final MessageDigest digest;

    private CanonicalHash() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /**
     * The hash of a record.
     *
     * @param record what is sent, {@code {data, contained?, meta?}}, or what is read, without an envelope
     */
    static String of(JsonNode record) {
        CanonicalHash hash = new CanonicalHash();
        hash.content(record);
        return HexFormat.of().formatHex(Arrays.copyOf(hash.digest.digest(), BYTES));
    }

    private void content(JsonNode record) {
        if (record.isArray()) {
            value(record);
        } else {
            object(record.path("data"));
        }
        mark('/');
        members(record.path("contained")).forEach((key, children) -> {
            text(key);
            children.forEach(this::content);
            mark(';');
        });
        mark('.');
    }

    private void value(JsonNode node) {
        if (node.isObject()) {
            object(node);
        } else if (node.isArray()) {
            mark('[');
            node.forEach(this::value);
            mark(']');
        } else if (node.isNumber()) {
            mark('#');
            text(node.decimalValue().stripTrailingZeros().toString());
        } else {
            mark(node.isTextual() ? '"' : '=');
            text(node.asText());
        }
    }

    /** No data is an object of none. */
    private void object(JsonNode node) {
        mark('{');
        members(node).forEach((key, value) -> {
            text(key);
            value(value);
        });
        mark('}');
    }

    private static SortedMap<String, JsonNode> members(JsonNode object) {
        SortedMap<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private void mark(char mark) {
        digest.update((byte) mark);
    }

    private void text(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
