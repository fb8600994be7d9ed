package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the relationships of one type ({@code registry-side 8}).
 *
 * @param key the type; a {@link CatalogKey}
 * @param from the end that a relationship starts at
 * @param to the end that it leads to
 * @param description for people
 * @param properties what {@code data} may hold, by name
 */
public record RelationshipDefinition(
        String key, End from, End to, @Nullable String description, Map<String, PropertyDefinition> properties) {
    public RelationshipDefinition {
        Objects.requireNonNull(key);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /**
     * One end.
     *
     * @param profileKey profile of the records that may stand there
     * @param includeKey the name that the relationship has when it is read from there
     * @param cardinality how many relationships of the type a record at this end may have
     */
    public record End(String profileKey, String includeKey, Cardinality cardinality) {
        public End {
            Objects.requireNonNull(profileKey);
            Objects.requireNonNull(includeKey);
            Objects.requireNonNull(cardinality);
        }

        /** The registry's pages spell it {@code includeCardinality} and {@code cardinality}. */
        private static End read(JsonPlace place) {
            place.object();
            JsonPlace shorter = place.at("cardinality");
            return new End(
                    place.at("profileKey").text(),
                    place.at("includeKey").text(),
                    (shorter.isThere() ? shorter : place.at("includeCardinality"))
                            .word(Cardinality.values(), Cardinality::text));
        }

        private ObjectNode toJson() {
            ObjectNode json = RegistryJson.object();
            RegistryJson.put(json, "profileKey", profileKey);
            RegistryJson.put(json, "includeKey", includeKey);
            RegistryJson.put(json, "includeCardinality", cardinality.text());
            return json;
        }
    }

    /**
     * Reads the body of the relationship definition endpoint; unknown fields are passed over.
     *
     * @param key the key out of the path
     */
    public static Reading<RelationshipDefinition> read(String key, JsonNode body) {
        JsonPlace place = JsonPlace.root(body);
        CatalogKey.check(key, place);
        place.object();
        return place.reading(new RelationshipDefinition(
                key,
                End.read(place.at("from")),
                End.read(place.at("to")),
                place.at("description").textIfThere(),
                place.at("properties").map(PropertyDefinition::read)));
    }

    /** The canonical form, with the key, as the registry tells it. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "key", key);
        json.set("from", from.toJson());
        json.set("to", to.toJson());
        RegistryJson.put(json, "description", description);
        RegistryJson.put(json, "properties", PropertyDefinition.toJson(properties));
        return json;
    }
}
