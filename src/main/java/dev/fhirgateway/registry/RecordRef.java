package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a record: one end of a relationship ({@code source 001}, {@code registry-side 3}). In a bundle the id may be a
 * {@link RootIdToken}.
 *
 * @param id the record's id
 * @param type key of its profile
 */
public record RecordRef(String id, String type) {
    public RecordRef {
        Objects.requireNonNull(id);
        Objects.requireNonNull(type);
    }

    /** Reads what the registry tells; null when it names no record. */
    static @Nullable RecordRef read(JsonNode node) {
        String id = RegistryJson.text(node, "id");
        String type = RegistryJson.text(node, "type");
        return id == null || type == null ? null : new RecordRef(id, type);
    }

    static RecordRef read(JsonPlace place) {
        place.object();
        return new RecordRef(place.at("id").text(), place.at("type").text());
    }

    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "id", id);
        RegistryJson.put(json, "type", type);
        return json;
    }

    @Override
    public String toString() {
        return "RecordRef[" + type + "]";
    }
}
