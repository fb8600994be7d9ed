package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A collection, the newer way to define what a source holds ({@code registry-side 8}).
 *
 * @param key names collection and profile alike; a {@link CatalogKey}
 * @param type resources or relationships
 * @param profile the shape of its records; a ROOT profile with the collection's key
 * @param pipeline what records pass before they are stored, raw; null for none
 */
public record CollectionDefinition(String key, CollectionType type, Profile profile, @Nullable ObjectNode pipeline) {
    private static final CollectionType[] DEFINABLE = {CollectionType.RESOURCES, CollectionType.RELATIONSHIPS};

    public CollectionDefinition {
        Objects.requireNonNull(key);
        Objects.requireNonNull(type);
        Objects.requireNonNull(profile);
    }

    /**
     * Reads the body of the collection endpoint; unknown fields are passed over.
     *
     * @param key the key out of the path
     */
    public static Reading<CollectionDefinition> read(String key, JsonNode body) {
        JsonPlace place = JsonPlace.root(body);
        CatalogKey.check(key, place);
        place.object();
        CollectionType type = place.at("type").word(DEFINABLE, CollectionType::text);
        JsonPlace profile = place.at("profile");
        profile.object();
        return place.reading(new CollectionDefinition(
                key,
                type,
                Profile.read(key, Profile.Kind.ROOT, profile),
                place.at("pipeline").objectIfThere().orElse(null)));
    }

    /** The canonical form, with the key, as the registry tells it. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "key", key);
        RegistryJson.put(json, "type", type.text());
        json.set("profile", profile.shapeJson());
        RegistryJson.put(json, "pipeline", pipeline);
        return json;
    }
}
