package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the records of one type ({@code registry-side 8}).
 *
 * @param key the type; a {@link CatalogKey}
 * @param kind where such records stand
 * @param properties what {@code data} may hold, by name
 * @param contained what a record may contain, by contain key
 * @param description for people
 */
public record Profile(
        String key,
        Kind kind,
        Map<String, PropertyDefinition> properties,
        Map<String, Containment> contained,
        @Nullable String description) {
    public Profile {
        Objects.requireNonNull(key);
        Objects.requireNonNull(kind);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        contained = Collections.unmodifiableMap(new LinkedHashMap<>(contained));
    }

    /** Where records of a profile stand. */
    public enum Kind {
        /** On their own, in a collection. */
        ROOT,
        /** In another record, and nowhere else. */
        CONTAINED
    }

    /**
     * Reads the body of the profile endpoint; unknown fields are passed over.
     *
     * @param key the key out of the path
     */
    public static Reading<Profile> read(String key, JsonNode body) {
        JsonPlace place = JsonPlace.root(body);
        CatalogKey.check(key, place);
        place.object();
        Kind kind = place.at("type").word(Kind.values(), Kind::name);
        return place.reading(read(key, kind, place));
    }

    /** Reads all but the kind, which a collection's profile does not tell. */
    static Profile read(String key, Kind kind, JsonPlace place) {
        return new Profile(
                key,
                kind,
                place.at("properties").required().map(PropertyDefinition::read),
                place.at("contained").map(Containment::read),
                place.at("description").textIfThere());
    }

    /** The canonical form, with the key, as the registry tells it. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "key", key);
        RegistryJson.put(json, "type", kind.name());
        return json.setAll(shapeJson());
    }

    /** What is the profile's own wherever it stands: all but key and kind. */
    ObjectNode shapeJson() {
        ObjectNode json = RegistryJson.object();
        json.set("properties", PropertyDefinition.toJson(properties));
        ObjectNode all = RegistryJson.object();
        contained.forEach((containKey, containment) -> all.set(containKey, containment.toJson()));
        RegistryJson.put(json, "contained", all);
        RegistryJson.put(json, "description", description);
        return json;
    }
}
