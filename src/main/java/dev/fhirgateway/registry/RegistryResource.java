package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record as the registry tells it ({@code source 000}). The trees are to be read, never changed.
 *
 * @param id the registry id
 * @param type key of the record's profile; null in answers older than the nested payload ({@code source 004})
 * @param meta what is known beside the data
 * @param data the record's properties
 * @param contained arrays of contained resources, by contain key; empty when there are none
 */
public record RegistryResource(
        String id, @Nullable String type, ResourceMeta meta, ObjectNode data, ObjectNode contained) {
    public RegistryResource {
        Objects.requireNonNull(id);
        Objects.requireNonNull(meta);
        Objects.requireNonNull(data);
        Objects.requireNonNull(contained);
    }

    /**
     * Reads leniently: unknown fields are passed over, missing parts are empty.
     *
     * @return the record, or null when the node is no object with an {@code id}
     */
    public static @Nullable RegistryResource read(JsonNode node) {
        String id = RegistryJson.text(node, "id");
        return id == null
                ? null
                : new RegistryResource(
                        id,
                        RegistryJson.text(node, "type"),
                        ResourceMeta.read(node.path("meta")),
                        RegistryJson.objectAt(node, "data"),
                        RegistryJson.objectAt(node, "contained"));
    }

    /** The canonical form. {@code data} is always there and as it was stored; {@code contained} only with content. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "id", id);
        RegistryJson.put(json, "type", type);
        RegistryJson.put(json, "meta", meta.toJson());
        json.set("data", data);
        RegistryJson.put(json, "contained", contained);
        return json;
    }

    @Override
    public String toString() {
        return "RegistryResource[" + type + "]";
    }
}
