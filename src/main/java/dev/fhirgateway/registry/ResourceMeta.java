package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a record beside its data ({@code source 000}). A write may carry all but the source; what it may
 * say is in {@link MetadataRules}.
 *
 * @param createdAt when the record was made; null when not told or not readable
 * @param updatedAt when it was last changed; null when not told or not readable
 * @param source key of the source that holds the record; only the registry tells it, {@link ResourceWrite} never does
 * @param identifier the record's identifiers, in the order they were given
 */
public record ResourceMeta(
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable String source,
        List<Identifier> identifier) {
    /** Nothing known. */
    public static final ResourceMeta NONE = new ResourceMeta(null, null, null, List.of());

    public ResourceMeta {
        identifier = List.copyOf(identifier);
    }

    /** Reads what can be read and passes over the rest; never fails. */
    public static ResourceMeta read(JsonNode node) {
        List<Identifier> identifiers = new ArrayList<>();
        node.path("identifier").forEach(element -> identifiers.add(Identifier.read(element)));
        return new ResourceMeta(
                RegistryTime.parse(RegistryJson.text(node, "createdAt")).orElse(null),
                RegistryTime.parse(RegistryJson.text(node, "updatedAt")).orElse(null),
                RegistryJson.text(node, "source"),
                identifiers);
    }

    /** Reads metadata of a write, and notes what cannot be read; null when there is none. */
    static @Nullable ResourceMeta read(JsonPlace place) {
        if (place.objectIfThere().isEmpty()) {
            return null;
        }
        checkTime(place.at("createdAt"));
        checkTime(place.at("updatedAt"));
        place.at("identifier").list(JsonPlace::object);
        return read(place.node());
    }

    private static void checkTime(JsonPlace place) {
        if (place.isThere() && RegistryTime.parse(place.node().textValue()).isEmpty()) {
            place.problem("is not a date and time");
        }
    }

    /** The part of the canonical form that a write may carry: all but the source. */
    ObjectNode writtenJson() {
        ObjectNode json = toJson();
        json.remove("source");
        return json;
    }

    /** The canonical form: only what is there. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "createdAt", createdAt == null ? null : createdAt.toString());
        RegistryJson.put(json, "updatedAt", updatedAt == null ? null : updatedAt.toString());
        RegistryJson.put(json, "source", source);
        ArrayNode identifiers = json.arrayNode();
        identifier.forEach(one -> identifiers.add(one.toJson()));
        RegistryJson.put(json, "identifier", identifiers);
        return json;
    }
}
