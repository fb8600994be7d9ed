package dev.fhirgateway.registry;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of a relationship's data ({@code registry-side 3}), in the way of RFC 6902. Its path counts from
 * {@code data}, as far as the registry's samples tell.
 *
 * @param op what to do
 * @param path where
 * @param value what to put there; null for a removal, a JSON null for null
 */
public record PatchOperation(Op op, JsonPointer path, @Nullable JsonNode value) {
    public PatchOperation {
        Objects.requireNonNull(op);
        Objects.requireNonNull(path);
    }

    /** What a change does. */
    public enum Op {
        ADD,
        REMOVE,
        REPLACE;

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads the body of a patch, an array of operations; one without {@code op} is an add. */
    public static Reading<List<PatchOperation>> readAll(JsonNode body) {
        JsonPlace place = JsonPlace.root(body).required();
        return place.reading(place.list(PatchOperation::read));
    }

    private static PatchOperation read(JsonPlace place) {
        place.object();
        JsonPlace given = place.at("op");
        Op op = given.isThere() ? given.word(Op.values(), Op::text) : Op.ADD;
        // A JSON null is a value like any other here.
        JsonNode value = place.node().get("value");
        if (op != Op.REMOVE && value == null) {
            place.at("value").problem("is required to " + op.text());
        }
        return new PatchOperation(op, pointer(place.at("path")), op == Op.REMOVE ? null : value);
    }

    private static JsonPointer pointer(JsonPlace place) {
        String path = place.text();
        if (path.isEmpty()) {
            return JsonPointer.empty();
        }
        if (!path.startsWith("/")) {
            place.problem("does not start with a slash");
            return JsonPointer.empty();
        }
        return JsonPointer.compile(path);
    }

    /** The canonical form. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "op", op.text());
        RegistryJson.put(json, "path", path.toString());
        if (value != null) {
            json.set("value", value);
        }
        return json;
    }

    @Override
    public String toString() {
        return "PatchOperation[" + op + "]";
    }
}
