package dev.fhirgateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Which records resources refer to, found in them without any mapping: each Reference in a resource, wherever it stands,
 * whose target was sent. By type and id that may have been earlier; by identifier it has to be the same batch.
 */
final class SentReferences {
    private final Set<String> sent = new HashSet<>();
    private final Set<String> pairs = new TreeSet<>();

    /** Adds a batch, and what it refers to. */
    void send(List<JsonNode> batch) {
        batch.forEach(resource -> sent.add(key(resource)));
        for (JsonNode resource : batch) {
            for (JsonNode reference : references(resource)) {
                targets(reference, batch).forEach(target -> pairs.add(record(key(resource)) + " " + record(target)));
            }
        }
    }

    /** Two records each, {@code encounter/1 patient/2}. */
    Set<String> pairs() {
        return pairs;
    }

    private Stream<String> targets(JsonNode reference, List<JsonNode> batch) {
        String text = reference.path("reference").asText();
        if (sent.contains(text)) {
            return Stream.of(text);
        }
        String query = "?identifier=";
        int at = text.indexOf(query);
        if (at >= 0) {
            String[] token = URLDecoder.decode(text.substring(at + query.length()), StandardCharsets.UTF_8)
                    .split("\\|");
            return having(token[0], token[1], batch).filter(key -> key.startsWith(text.substring(0, at) + "/"));
        }
        JsonNode identifier = reference.path("identifier");
        return text.isEmpty()
                ? having(
                        identifier.path("system").asText(),
                        identifier.path("value").asText(),
                        batch)
                : Stream.empty();
    }

    private static Stream<String> having(String system, String value, List<JsonNode> batch) {
        return batch.stream()
                .filter(resource -> StreamSupport.stream(
                                resource.path("identifier").spliterator(), false)
                        .anyMatch(
                                identifier -> identifier.path("system").asText().equals(system)
                                        && identifier.path("value").asText().equals(value)))
                .map(SentReferences::key);
    }

    private static List<JsonNode> references(JsonNode tree) {
        List<JsonNode> found = new ArrayList<>();
        if (tree.path("reference").isTextual()
                || tree.path("identifier").path("value").isTextual()) {
            found.add(tree);
        }
        tree.forEach(child -> found.addAll(references(child)));
        return found;
    }

    private static String key(JsonNode resource) {
        return resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
    }

    /** By the rules of names: {@code Encounter/a.1} is {@code encounter/a_1}, {@code Practitioner/7} gets a longer id. */
    private static String record(String key) {
        String id = key.substring(key.indexOf('/') + 1).replace('.', '_');
        String type = Character.toLowerCase(key.charAt(0)) + key.substring(1, key.indexOf('/') + 1);
        return type + (id.length() == 1 ? "x__" + id : id);
    }
}
