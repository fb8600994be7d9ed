package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document that is being read. Reading never stops: what is wrong is noted, with the path, and a stand-in
 * goes on in its place, which {@link #reading} keeps from getting out.
 */
final class JsonPlace {
    private final JsonNode node;
    private final String path;
    private final String name;
    private final List<Problem> problems;

    private JsonPlace(JsonNode node, String path, String name, List<Problem> problems) {
        this.node = node;
        this.path = path;
        this.name = name;
        this.problems = problems;
    }

    static JsonPlace root(JsonNode node) {
        return new JsonPlace(node, "", "", new ArrayList<>());
    }

    /** What is below {@code name}. Where there is no object to be below of, saying so once is enough. */
    JsonPlace at(String name) {
        return new JsonPlace(
                node.path(name),
                path.isEmpty() ? name : path + "." + name,
                name,
                node.isObject() ? problems : new ArrayList<>());
    }

    JsonPlace at(int index) {
        return new JsonPlace(node.path(index), path + "[" + index + "]", name, problems);
    }

    JsonNode node() {
        return node;
    }

    /** The key that stands before this place, or before the array that it is an element of. */
    String name() {
        return name;
    }

    /** Whether something stands here; null stands for nothing. */
    boolean isThere() {
        return !node.isMissingNode() && !node.isNull();
    }

    void problem(String reason) {
        problems.add(new Problem(path.isEmpty() ? "body" : path, reason));
    }

    /** This place, where something has to stand. */
    JsonPlace required() {
        if (!isThere()) {
            problem("is required");
        }
        return this;
    }

    /** The text here, which has to be there and not empty. A number counts as its digits. */
    String text() {
        String text = required().textIfThere();
        if (text != null && text.isEmpty()) {
            problem("is empty");
        }
        return text == null ? "" : text;
    }

    @Nullable
    String textIfThere() {
        if (isThere() && !node.isTextual() && !node.isNumber()) {
            problem("is not a string");
        }
        return node.isTextual() || node.isNumber() ? node.asText() : null;
    }

    /** The object here, which has to be there. */
    ObjectNode object() {
        return required().objectIfThere().orElseGet(RegistryJson::object);
    }

    Optional<ObjectNode> objectIfThere() {
        if (node instanceof ObjectNode object) {
            return Optional.of(object);
        }
        if (isThere()) {
            problem("is not an object");
        }
        return Optional.empty();
    }

    /** What stands below each key of the object here, in its order; empty when nothing is here. */
    <T> Map<String, T> map(Function<JsonPlace, T> read) {
        Map<String, T> all = new LinkedHashMap<>();
        objectIfThere()
                .ifPresent(object -> object.fieldNames().forEachRemaining(key -> all.put(key, read.apply(at(key)))));
        return all;
    }

    /** The elements of the array here; empty when nothing is here. */
    <T> List<T> list(Function<JsonPlace, T> read) {
        List<T> all = new ArrayList<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                all.add(read.apply(at(i)));
            }
        } else if (isThere()) {
            problem("is not an array");
        }
        return all;
    }

    /** The one of {@code known} whose {@code spelling} stands here, in any case of letters. It has to be there. */
    <E extends Enum<E>> E word(E[] known, Function<E, String> spelling) {
        for (E word : known) {
            if (spelling.apply(word).equalsIgnoreCase(node.asText())) {
                return word;
            }
        }
        List<String> spellings = new ArrayList<>();
        for (E word : known) {
            spellings.add(spelling.apply(word));
        }
        problem((isThere() ? "is not" : "is required,") + " one of " + String.join(", ", spellings));
        return known[0];
    }

    /** Whether nothing in the whole document was found to be wrong so far. */
    boolean isSound() {
        return problems.isEmpty();
    }

    /** The outcome for the whole document. */
    <T> Reading<T> reading(T value) {
        return problems.isEmpty() ? new Reading.Sound<>(value) : new Reading.Faulty<>(problems);
    }
}
