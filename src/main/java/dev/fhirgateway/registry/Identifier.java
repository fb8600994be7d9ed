package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One identifier of a record ({@code source 000}, {@code source 002}). The registry asks for no part of it alone; what
 * has to hold over a whole list is in {@link MetadataRules}.
 *
 * @param id the element's own id
 * @param system the namespace of the value
 * @param value the identifier itself; personal, so {@link #toString()} leaves it out
 * @param use what the identifier is for
 * @param period when it is valid
 */
public record Identifier(
        @Nullable String id,
        @Nullable String system,
        @Nullable String value,
        @Nullable String use,
        @Nullable Period period) {

    public static Identifier read(JsonNode node) {
        return new Identifier(
                RegistryJson.text(node, "id"),
                RegistryJson.text(node, "system"),
                RegistryJson.text(node, "value"),
                RegistryJson.text(node, "use"),
                Period.read(node.path("period")));
    }

    /** The canonical form: only what is there. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "id", id);
        RegistryJson.put(json, "system", system);
        RegistryJson.put(json, "value", value);
        RegistryJson.put(json, "use", use);
        RegistryJson.put(json, "period", period == null ? null : period.toJson());
        return json;
    }

    @Override
    public String toString() {
        return "Identifier[system=" + system + ", use=" + use + "]";
    }
}
