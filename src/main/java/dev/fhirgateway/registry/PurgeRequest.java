package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * Asks to empty a collection ({@code registry-side 6}); emptying one of resources takes their relationships with them.
 *
 * @param collectionType the kind of record
 * @param collectionKey key of the profile or relationship definition
 */
public record PurgeRequest(CollectionType collectionType, String collectionKey) {
    public PurgeRequest {
        Objects.requireNonNull(collectionType);
        Objects.requireNonNull(collectionKey);
    }

    /** Reads a body; unknown fields are passed over. */
    public static Reading<PurgeRequest> read(JsonNode body) {
        JsonPlace place = JsonPlace.root(body);
        place.object();
        return place.reading(new PurgeRequest(
                place.at("collectionType").word(CollectionType.values(), CollectionType::text),
                place.at("collectionKey").text()));
    }

    /** The canonical form. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "collectionType", collectionType.text());
        RegistryJson.put(json, "collectionKey", collectionKey);
        return json;
    }
}
