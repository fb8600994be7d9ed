package dev.fhirgateway.sandbox.catalog;

import dev.fhirgateway.registry.PropertyDefinition;
import dev.fhirgateway.registry.Rule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of the complex types, in the language of profiles. Address, humanname, identifier and period are the
 * registry's own tables ({@code registry-side 8}); for the others, whose tables were not seen, FHIR R4's types of the
 * same names stand in ({@code FHIR R4 datatypes.html}). Each takes an element {@code id} beside ({@code source 000}).
 */
final class ComplexTypes {
    static final Map<String, Map<String, PropertyDefinition>> MEMBERS = Map.ofEntries(
            Map.entry(
                    "address",
                    members(
                            "code use type",
                            "symbol text city district state postalCode country",
                            "symbol[] line",
                            "period period")),
            Map.entry(
                    "attachment",
                    members(
                            "code contentType language",
                            "symbol data hash title",
                            "url url",
                            "integer size",
                            "datetime creation")),
            Map.entry("coding", members("uri system", "symbol version display", "code code", "boolean userSelected")),
            Map.entry("contactdetail", members("symbol name", "contactpoint[] telecom")),
            Map.entry("contactpoint", members("code system use", "symbol value", "integer rank", "period period")),
            Map.entry("geopoint", geopoint()),
            Map.entry(
                    "humanname",
                    members("code use", "symbol text family", "symbol[] given prefix suffix", "period period")),
            Map.entry("identifier", members("uri system", "symbol value", "code use", "period period")),
            Map.entry("period", members("datetime start end")),
            Map.entry("reference", members("symbol type reference display", "identifier identifier")));

    private ComplexTypes() {}

    /** Reads lines of a type and the names that have it; {@code []} makes it an array. */
    private static Map<String, PropertyDefinition> members(String... lines) {
        Map<String, PropertyDefinition> members = new LinkedHashMap<>();
        members.put("id", one("symbol"));
        for (String line : lines) {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                members.put(words[i], words[0].endsWith("[]") ? many(words[0]) : one(words[0]));
            }
        }
        return members;
    }

    private static PropertyDefinition one(String type, Rule... rules) {
        return new PropertyDefinition(type, List.of(rules), null, Map.of());
    }

    private static PropertyDefinition many(String type) {
        PropertyDefinition items = one(type.substring(0, type.length() - 2));
        return new PropertyDefinition(PropertyDefinition.ARRAY, List.of(), items, Map.of());
    }

    private static Map<String, PropertyDefinition> geopoint() {
        return Map.of("id", one("symbol"), "longitude", degrees(180), "latitude", degrees(90));
    }

    private static PropertyDefinition degrees(int most) {
        return one(
                "decimal",
                new Rule.Required(null),
                new Rule.Min(BigDecimal.valueOf(-most), null),
                new Rule.Max(BigDecimal.valueOf(most), null));
    }
}
