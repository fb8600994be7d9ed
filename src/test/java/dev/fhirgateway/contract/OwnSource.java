package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A source that the suite makes for one run and takes away again: {@code contract/catalog.json} says with what in it. */
final class OwnSource {
    private final RegistryHttp http;
    private final String source;
    private final List<String> made = new ArrayList<>();

    OwnSource(RegistryHttp http, String source) {
        this.http = http;
        this.source = source;
    }

    /** What may be written there. */
    static ObjectNode subjects() {
        return (ObjectNode) resource("subjects.json");
    }

    /** Makes it; says why not, when the key or the registry does not let us. */
    Optional<String> make() {
        Optional<String> refused = put("/catalog/v1/sources/" + source, Json.of("type", "registry"));
        for (JsonNode entry : resource("catalog.json")) {
            refused = refused.or(
                    () -> put("/sources/" + source + "/v1/" + entry.path("path").asText(), entry.path("body")));
        }
        return refused;
    }

    private Optional<String> put(String path, JsonNode body) {
        Reply reply = http.call("PUT", path, body.toString());
        if (reply.isSuccess()) {
            made.add(path);
            return Optional.empty();
        }
        return Optional.of("the suite could not make a source of its own (" + reply.shown()
                + "); say with -Dregistry.subjects what it may write");
    }

    /** Takes it away, and gives the paths that would not go. */
    List<String> remove() {
        List<String> left = new ArrayList<>();
        for (int i = made.size() - 1; i >= 0; i--) {
            if (!isGone(made.get(i))) {
                left.add(made.get(i));
            }
        }
        made.clear();
        return left;
    }

    private boolean isGone(String path) {
        try {
            return http.call("DELETE", path, "").isSuccess();
        } catch (CannotTell noAnswer) {
            return false;
        }
    }

    private static JsonNode resource(String name) {
        try (InputStream in = OwnSource.class.getResourceAsStream("/contract/" + name)) {
            return Json.MAPPER.readTree(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
