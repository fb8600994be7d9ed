package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A relationship as the registry tells it ({@code registry-side 3}). The tree is to be read, never changed.
 *
 * @param id as told, in any form; {@link RelationshipId#parse} understands all of them
 * @param type key of its definition; null in answers older than the nested payload ({@code source 004})
 * @param from where it starts
 * @param to where it leads
 * @param meta what is known beside the data
 * @param data its properties, may be empty
 */
public record Relationship(
        String id, @Nullable String type, RecordRef from, RecordRef to, ResourceMeta meta, ObjectNode data) {
    public Relationship {
        Objects.requireNonNull(id);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        Objects.requireNonNull(meta);
        Objects.requireNonNull(data);
    }

    /**
     * Reads leniently: unknown fields are passed over, metadata and data may be missing.
     *
     * @return the relationship, or null when the node is no object with an {@code id} and two ends
     */
    public static @Nullable Relationship read(JsonNode node) {
        String id = RegistryJson.text(node, "id");
        RecordRef from = RecordRef.read(node.path("from"));
        RecordRef to = RecordRef.read(node.path("to"));
        return id == null || from == null || to == null
                ? null
                : new Relationship(
                        id,
                        RegistryJson.text(node, "type"),
                        from,
                        to,
                        ResourceMeta.read(node.path("meta")),
                        RegistryJson.objectAt(node, "data"));
    }

    /** The canonical form; {@code data} is always there and as it was stored. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "id", id);
        RegistryJson.put(json, "type", type);
        json.set("from", from.toJson());
        json.set("to", to.toJson());
        RegistryJson.put(json, "meta", meta.toJson());
        json.set("data", data);
        return json;
    }

    @Override
    public String toString() {
        return "Relationship[" + type + "]";
    }
}
