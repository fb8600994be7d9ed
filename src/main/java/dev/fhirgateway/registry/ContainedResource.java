package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A resource that exists only inside another ({@code source 001}, {@code registry-side 2}). The tree is to be read,
 * never changed.
 *
 * @param id bare, as URLs have it; bodies spell the whole path, see {@link ContainedPath#inBody}
 * @param type key of its CONTAINED profile
 * @param data its properties
 * @param contained the resources inside this one, by contain key
 */
public record ContainedResource(
        String id, String type, ObjectNode data, Map<String, List<ContainedResource>> contained) {
    public ContainedResource {
        Objects.requireNonNull(id);
        Objects.requireNonNull(type);
        Objects.requireNonNull(data);
        Map<String, List<ContainedResource>> copy = new LinkedHashMap<>();
        contained.forEach((key, resources) -> copy.put(key, List.copyOf(resources)));
        contained = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads the {@code contained} object of a root resource, by contain key. An id may be bare or the whole path; of a
     * path the part before the contain key is not looked at, because who creates a root may not know its id.
     */
    public static Reading<Map<String, List<ContainedResource>>> readAll(JsonNode contained) {
        JsonPlace place = JsonPlace.root(contained);
        return place.reading(ContainedReader.atRoot(place));
    }

    /** The {@code contained} object of a root resource; keys with nothing below them are left out. */
    public static ObjectNode toJson(Map<String, List<ContainedResource>> contained, RecordRef root) {
        return toJson(contained, root.type() + "/" + root.id());
    }

    private static ObjectNode toJson(Map<String, List<ContainedResource>> contained, String around) {
        ObjectNode json = RegistryJson.object();
        contained.forEach((key, resources) -> {
            ArrayNode all = json.arrayNode();
            resources.forEach(resource -> all.add(resource.toJson(around + "/" + key + "/" + resource.id())));
            RegistryJson.put(json, key, all);
        });
        return json;
    }

    private ObjectNode toJson(String path) {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "id", path);
        RegistryJson.put(json, "type", type);
        json.set("data", data);
        RegistryJson.put(json, "contained", toJson(contained, path));
        return json;
    }

    @Override
    public String toString() {
        return "ContainedResource[" + type + "]";
    }
}
