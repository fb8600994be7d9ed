package dev.fhirgateway.sandbox.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.Profile;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.RelationshipDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Profiles, definitions and data as tests write them: in JSON, with ' for ". */
final class Shapes {
    private Shapes() {}

    static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode node(String json) {
        return RegistryJson.parse(bytes(json)).orElseThrow();
    }

    static ObjectNode json(String json) {
        return (ObjectNode) node(json);
    }

    /** A ROOT profile called {@code patient} with these properties. */
    static Profile patient(String properties) {
        return profile("patient", "{'type':'ROOT','properties':" + properties + "}");
    }

    static Profile profile(String key, String body) {
        return Profile.read(key, node(body)).found().orElseThrow();
    }

    static Profile contained(String key, String properties) {
        return profile(key, "{'type':'CONTAINED','properties':" + properties + "}");
    }

    /** A ROOT profile without properties. */
    static Profile root(String key) {
        return profile(key, "{'type':'ROOT','properties':{}}");
    }

    /** A ROOT profile that contains this type below {@code it}. */
    static Profile containing(String key, String type) {
        return profile(
                key,
                "{'type':'ROOT','properties':{},'contained':{'it':{'types':['" + type + "'],'cardinality':'0:*'}}}");
    }

    /** From provider to office, with these cardinalities. */
    static RelationshipDefinition worksAt(String from, String to) {
        String body = "{'from':{'profileKey':'provider','includeKey':'worksAt','includeCardinality':'%s'},"
                + "'to':{'profileKey':'office','includeKey':'staff','includeCardinality':'%s'},"
                + "'properties':{'role':{'type':'code'}}}";
        return RelationshipDefinition.read("worksAt", node(body.formatted(from, to)))
                .found()
                .orElseThrow();
    }

    /** What is broken, as {@code RULE path: reason}. */
    static List<String> violations(Profile root, String data, String contained, Map<String, Profile> profiles) {
        return told(ProfileValidator.validate(
                root, json(data), json(contained), key -> Optional.ofNullable(profiles.get(key))));
    }

    /** What is broken in the data of a record that contains nothing. */
    static List<String> violations(Profile root, String data) {
        return violations(root, data, "{}", Map.of());
    }

    static List<String> told(List<Violation> violations) {
        return violations.stream()
                .map(one -> one.rule() + " " + one.path() + ": " + one.reason())
                .toList();
    }

    static <T> boolean created(CatalogOutcome<T> outcome) {
        return ((CatalogOutcome.Stored<T>) outcome).created();
    }

    static <T> RegistryError error(CatalogOutcome<T> outcome) {
        return ((CatalogOutcome.Refused<T>) outcome).error();
    }

    static List<String> details(RegistryError error) {
        return error.details().stream().map(RegistryError::message).toList();
    }
}
