package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The body of a create or upsert of one contained resource ({@code registry-side 2}). The tree is to be read, never
 * changed.
 *
 * @param type key of its CONTAINED profile
 * @param data its properties
 * @param contained the resources inside, by contain key
 */
public record ContainedWrite(String type, ObjectNode data, Map<String, List<ContainedResource>> contained) {
    public ContainedWrite {
        Objects.requireNonNull(type);
        Objects.requireNonNull(data);
        contained = Collections.unmodifiableMap(new LinkedHashMap<>(contained));
    }

    /**
     * Reads a body; unknown fields are passed over.
     *
     * @param at where the resource is to stand, which bounds how deep others may stand inside
     */
    public static Reading<ContainedWrite> read(JsonNode body, ContainedPath at) {
        JsonPlace place = JsonPlace.root(body);
        place.object();
        return place.reading(new ContainedWrite(
                place.at("type").text(),
                place.at("data").object(),
                ContainedReader.below(place.at("contained"), at.steps().size())));
    }

    /** The resource that this makes, with a bare id. */
    public ContainedResource withId(String id) {
        return new ContainedResource(id, type, data, contained);
    }

    @Override
    public String toString() {
        return "ContainedWrite[" + type + "]";
    }
}
