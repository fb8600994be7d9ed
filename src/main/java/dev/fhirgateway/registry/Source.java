package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * A source: a registry of its own for one sender ({@code registry-side 8}).
 *
 * @param key names the source; a {@link SourceKey}
 * @param type what it is; only {@value #REGISTRY} exists
 */
public record Source(String key, String type) {
    /** The one type that there is. */
    public static final String REGISTRY = "registry";

    public Source {
        Objects.requireNonNull(key);
        Objects.requireNonNull(type);
    }

    /**
     * Reads the body of the source endpoint; unknown fields are passed over.
     *
     * @param key the key out of the path
     */
    public static Reading<Source> read(String key, JsonNode body) {
        JsonPlace place = JsonPlace.root(body);
        CatalogKey.check(key, place);
        place.object();
        String type = place.at("type").text();
        if (!type.isEmpty() && !type.equals(REGISTRY)) {
            place.at("type").problem("is not " + REGISTRY);
        }
        return place.reading(new Source(key, type));
    }

    /** The canonical form, with the key, as the registry tells it. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "key", key);
        RegistryJson.put(json, "type", type);
        return json;
    }
}
