package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/**
 * What a record may contain below one contain key ({@code registry-side 8}).
 *
 * @param types keys of the CONTAINED profiles that are allowed there
 * @param cardinality how many records may be there
 */
public record Containment(List<String> types, Cardinality cardinality) {
    public Containment {
        types = List.copyOf(types);
        Objects.requireNonNull(cardinality);
    }

    static Containment read(JsonPlace place) {
        place.object();
        return new Containment(
                place.at("types").required().list(JsonPlace::text),
                place.at("cardinality").word(Cardinality.values(), Cardinality::text));
    }

    ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        ArrayNode all = json.putArray("types");
        types.forEach(all::add);
        RegistryJson.put(json, "cardinality", cardinality.text());
        return json;
    }
}
