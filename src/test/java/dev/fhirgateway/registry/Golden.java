package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The wire's shapes, one file each. */
final class Golden {
    private Golden() {}

    static byte[] bytes(String name) throws IOException {
        try (InputStream file = Golden.class.getResourceAsStream("/registry/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        }
    }

    static JsonNode json(String name) throws IOException {
        return RegistryJson.parse(bytes(name)).orElseThrow();
    }

    /** JSON written with single quotes. */
    static JsonNode quoted(String json) {
        return RegistryJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
    }

    /** The file in one line, so that a comparison sees every digit and the order of keys. */
    static String compact(String name) throws IOException {
        return text(json(name));
    }

    static String text(JsonNode json) {
        return new String(RegistryJson.bytes(json), StandardCharsets.UTF_8);
    }
}
