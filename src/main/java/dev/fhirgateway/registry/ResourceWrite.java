package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a create or an upsert ({@code source 000}): it replaces all data and contained resources of the record.
 * The trees are to be read, never changed.
 *
 * @param data the record's properties; required, may be empty
 * @param meta dates and identifiers; honoured only when the write creates the record ({@code source 002})
 * @param contained arrays of contained resources, by contain key; null or empty for none
 */
public record ResourceWrite(ObjectNode data, @Nullable ResourceMeta meta, @Nullable ObjectNode contained) {
    public ResourceWrite {
        Objects.requireNonNull(data);
    }

    /** Reads a body; unknown fields are passed over, and the rules on metadata are {@link MetadataRules}'. */
    public static Reading<ResourceWrite> read(JsonNode body) {
        JsonPlace place = JsonPlace.root(body);
        return place.reading(read(place));
    }

    static ResourceWrite read(JsonPlace place) {
        place.object();
        // For what is wrong with it; the write keeps the tree.
        ContainedReader.atRoot(place.at("contained"));
        return new ResourceWrite(
                place.at("data").object(),
                ResourceMeta.read(place.at("meta")),
                place.at("contained").node() instanceof ObjectNode contained ? contained : null);
    }

    /**
     * The canonical body, a new tree: no null and nothing empty at any depth, no {@code meta.source}, and
     * {@code data} even when nothing is left of it.
     */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "meta", meta == null ? null : meta.writtenJson());
        json.set("data", NoEmpties.of(data));
        if (contained != null) {
            RegistryJson.put(json, "contained", NoEmpties.of(contained));
        }
        return json;
    }

    @Override
    public String toString() {
        return "ResourceWrite[]";
    }
}
