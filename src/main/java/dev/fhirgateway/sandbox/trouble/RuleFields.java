package dev.fhirgateway.sandbox.trouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys of one rule as they are written, each with its line. Keeps what is wrong with them. */
final class RuleFields {
    /** Something wrong, and where. */
    record Problem(int line, String text) {}

    private record Field(JsonNode value, int line) {}

    private final int line;
    private final List<Problem> problems;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /**
     * @param line where the rule begins
     * @param problems takes all that is wrong
     */
    RuleFields(int line, List<Problem> problems) {
        this.line = line;
        this.problems = problems;
    }

    /** Takes a key; {@code retryAfter}, as JSON would have it, is {@code retry-after}. */
    void put(String written, JsonNode value, int at) {
        String key = written.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        if (fields.putIfAbsent(key, new Field(value, at)) != null) {
            problems.add(new Problem(at, key + " is given twice"));
        }
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    @Nullable
    JsonNode value(String key) {
        Field field = fields.get(key);
        return field == null ? null : field.value();
    }

    /** Tells a problem of one key, or of the whole rule when it does not have that key. */
    void refuse(String key, String problem) {
        Field field = fields.get(key);
        problems.add(new Problem(field == null ? line : field.line(), problem));
    }

    void expectOnly(Collection<String> known) {
        fields.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> refuse(key, "unknown key " + key + ", expected one of " + String.join(", ", known)));
    }

    /** The value of a key; empty when it is not there, or when it was refused. */
    <T> Optional<T> read(String key, Function<String, Optional<T>> parse, String expected) {
        JsonNode value = value(key);
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> read = value.isValueNode() && !value.isNull() ? parse.apply(value.asText()) : Optional.empty();
        if (read.isEmpty()) {
            refuse(key, key + ": expected " + expected);
        }
        return read;
    }

    Optional<Integer> whole(String key, int lowest, int highest) {
        return read(
                key,
                text -> text.matches("\\d{1,9}")
                        ? Optional.of(Integer.valueOf(text)).filter(n -> n >= lowest && n <= highest)
                        : Optional.empty(),
                "a whole number from " + lowest + (highest == Integer.MAX_VALUE ? "" : " to " + highest));
    }

    /** One text or a list of texts. Numbers need quotes: YAML reads 007 as 7. */
    List<String> texts(String key) {
        JsonNode value = value(key);
        List<String> texts = new ArrayList<>();
        if (value != null) {
            Iterable<JsonNode> items = value.isArray() ? value : List.of(value);
            items.forEach(item -> texts.add(item.isTextual() ? item.textValue() : ""));
            if (texts.isEmpty() || texts.contains("")) {
                refuse(key, key + ": expected a text or a list of texts; numbers stand in quotes");
            }
        }
        return texts;
    }

    ObjectNode asWritten() {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        fields.forEach((key, field) -> written.set(key, field.value()));
        return written;
    }
}
