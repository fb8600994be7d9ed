package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.RelationshipDefinition;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one source has at one moment. Never changes: a change makes a new one.
 *
 * @param profiles by key
 * @param definitions by key
 */
record SourceCatalog(SortedMap<String, Profile> profiles, SortedMap<String, RelationshipDefinition> definitions) {
    static final SourceCatalog EMPTY = new SourceCatalog(new TreeMap<>(), new TreeMap<>());

    SourceCatalog {
        profiles = Collections.unmodifiableSortedMap(profiles);
        definitions = Collections.unmodifiableSortedMap(definitions);
    }

    /** What {@link #toJson()} wrote. */
    static SourceCatalog read(JsonNode json) {
        SortedMap<String, Profile> profiles = new TreeMap<>();
        SortedMap<String, RelationshipDefinition> definitions = new TreeMap<>();
        json.path("profiles")
                .properties()
                .forEach(one -> profiles.put(
                        one.getKey(),
                        Profile.read(one.getKey(), one.getValue()).found().orElseThrow()));
        json.path("definitions")
                .properties()
                .forEach(one -> definitions.put(
                        one.getKey(),
                        RelationshipDefinition.read(one.getKey(), one.getValue())
                                .found()
                                .orElseThrow()));
        return new SourceCatalog(profiles, definitions);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode allProfiles = json.putObject("profiles");
        profiles.forEach((key, profile) -> allProfiles.set(key, profile.toJson()));
        ObjectNode allDefinitions = json.putObject("definitions");
        definitions.forEach((key, definition) -> allDefinitions.set(key, definition.toJson()));
        return json;
    }

    boolean isEmpty() {
        return profiles.isEmpty() && definitions.isEmpty();
    }

    SourceCatalog with(Profile profile) {
        return new SourceCatalog(changed(profiles, profile.key(), profile), definitions);
    }

    SourceCatalog with(RelationshipDefinition definition) {
        return new SourceCatalog(profiles, changed(definitions, definition.key(), definition));
    }

    SourceCatalog withoutProfile(String key) {
        return new SourceCatalog(changed(profiles, key, null), definitions);
    }

    SourceCatalog withoutDefinition(String key) {
        return new SourceCatalog(profiles, changed(definitions, key, null));
    }

    private static <T> SortedMap<String, T> changed(Map<String, T> all, String key, @Nullable T value) {
        SortedMap<String, T> copy = new TreeMap<>(all);
        if (value == null) {
            copy.remove(key);
        } else {
            copy.put(key, value);
        }
        return copy;
    }
}
