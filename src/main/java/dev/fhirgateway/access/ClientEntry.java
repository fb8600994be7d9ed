package dev.fhirgateway.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.settings.SourceKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One element of the list in {@code clients.yaml}: {@code name}, {@code source}, {@code salt}, {@code hash}, {@code created}. */
final class ClientEntry {
    private static final String NAME = "name";
    private static final String SOURCE = "source";
    private static final String SALT = "salt";
    private static final String HASH = "hash";
    private static final String CREATED = "created";
    private static final List<String> KEYS = List.of(NAME, SOURCE, SALT, HASH, CREATED);

    private final JsonNode node;
    private final Consumer<String> problems;

    ClientEntry(JsonNode node, Consumer<String> problems) {
        this.node = node;
        this.problems = problems;
    }

    static Map<String, String> write(RegisteredClient client) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put(NAME, client.client().name());
        entry.put(SOURCE, client.client().sourceKey());
        entry.put(SALT, client.token().salt());
        entry.put(HASH, client.token().hash());
        if (!client.created().isEmpty()) {
            entry.put(CREATED, client.created());
        }
        return entry;
    }

    /** The client, or empty when a problem was told. */
    Optional<RegisteredClient> read() {
        if (!node.isObject()) {
            problems.accept("a client has " + String.join(", ", KEYS));
            return Optional.empty();
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                problems.accept("unknown key " + key + ", expected " + String.join(", ", KEYS));
            }
        });
        Optional<String> name = text(NAME).filter(this::isName);
        Optional<String> source = text(SOURCE).filter(this::isSource);
        Optional<TokenHash> token = token();
        String created = node.path(CREATED).asText();
        return name.flatMap(
                n -> source.flatMap(s -> token.map(t -> new RegisteredClient(new Client(n, s), t, created))));
    }

    private Optional<String> text(String key) {
        JsonNode value = node.path(key);
        if (value.isTextual() && !value.textValue().isBlank()) {
            return Optional.of(value.textValue());
        }
        problems.accept(key + (value.isNumber() || value.isBoolean() ? " must stand in quotes" : " is missing"));
        return Optional.empty();
    }

    private boolean isName(String name) {
        if (!RegisteredClient.isName(name)) {
            problems.accept(NAME + " must be " + RegisteredClient.NAME_EXPECTED);
        }
        return RegisteredClient.isName(name);
    }

    private boolean isSource(String source) {
        if (!SourceKey.isValid(source)) {
            problems.accept(SOURCE + " must be " + SourceKey.expected());
        }
        return SourceKey.isValid(source);
    }

    /** Both texts are asked for first, so that both are told when both are missing. */
    private Optional<TokenHash> token() {
        Optional<String> salt = text(SALT);
        Optional<String> hash = text(HASH);
        try {
            return salt.flatMap(s -> hash.map(h -> TokenHash.parse(s, h)));
        } catch (IllegalArgumentException e) {
            problems.accept("salt and hash must be Base64, of 16 bytes or more and of 32 bytes");
            return Optional.empty();
        }
    }
}
