package dev.fhirgateway.registry;

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

    /**
     * The canonical body, a new tree: no null and nothing empty at any depth, no {@code meta.source}, and
     * {@code data} even when nothing is left of it.
     */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        if (meta != null) {
            ObjectNode metaJson = meta.toJson();
            metaJson.remove("source");
            RegistryJson.put(json, "meta", metaJson);
        }
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
