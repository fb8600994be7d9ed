package dev.fhirgateway.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One property of a profile or of a relationship definition ({@code registry-side 8}). Which types there are is not
 * asked here, as the registry's own list was only seen in part.
 *
 * @param type name of the data type, lower case
 * @param rules what its values have to keep to, in order
 * @param items the elements of an {@code array}; null for any other type
 * @param properties of an {@code object}, by name; empty for any other type
 * @param binding vocabulary of the values; null for none
 */
public record PropertyDefinition(
        String type,
        List<Rule> rules,
        @Nullable PropertyDefinition items,
        Map<String, PropertyDefinition> properties,
        @Nullable VocabularyBinding binding) {
    /** The type whose values are lists. */
    public static final String ARRAY = "array";

    public PropertyDefinition {
        type = type.toLowerCase(Locale.ROOT);
        rules = List.copyOf(rules);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** A property without a vocabulary. */
    public PropertyDefinition(
            String type,
            List<Rule> rules,
            @Nullable PropertyDefinition items,
            Map<String, PropertyDefinition> properties) {
        this(type, rules, items, properties, null);
    }

    static PropertyDefinition read(JsonPlace place) {
        place.object();
        String type = place.at("type").text();
        return new PropertyDefinition(
                type,
                place.at("rules").list(RuleJson::read).stream()
                        .flatMap(List::stream)
                        .toList(),
                items(type, place.at("items")),
                place.at("properties").map(PropertyDefinition::read),
                VocabularyBinding.read(place.at("binding")));
    }

    private static @Nullable PropertyDefinition items(String type, JsonPlace place) {
        return place.isThere() || type.equalsIgnoreCase(ARRAY) ? read(place) : null;
    }

    /** The canonical form: only what is there, and one criterion for each entry of {@code rules}. */
    public ObjectNode toJson() {
        ObjectNode json = RegistryJson.object();
        RegistryJson.put(json, "type", type);
        RegistryJson.put(
                json,
                "rules",
                RegistryJson.array(rules.stream().map(Rule::toJson).toList()));
        RegistryJson.put(json, "items", items == null ? null : items.toJson());
        RegistryJson.put(json, "properties", toJson(properties));
        RegistryJson.put(json, "binding", binding == null ? null : binding.toJson());
        return json;
    }

    static ObjectNode toJson(Map<String, PropertyDefinition> properties) {
        ObjectNode json = RegistryJson.object();
        properties.forEach((name, property) -> json.set(name, property.toJson()));
        return json;
    }
}
