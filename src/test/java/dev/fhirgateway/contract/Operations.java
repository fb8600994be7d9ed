package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Operations of bulk requests and bundles. */
final class Operations {
    private Operations() {}

    /** Makes or replaces the record; the body is that of a put. */
    static JsonNode upsert(Place place, ObjectNode body) {
        return of("UPSERT", named(place, body));
    }

    /** Makes the record. */
    static JsonNode create(Place place, ObjectNode body) {
        return of("CREATE", named(place, body));
    }

    static JsonNode delete(Place place) {
        return of("DELETE", named(place, Json.of()));
    }

    /** An operation on a relationship, which its ends name; the body is that of a create. */
    static JsonNode linking(String action, String type, ObjectNode body) {
        return of(action, body.deepCopy().put("type", type));
    }

    /** Any operation. */
    static JsonNode of(String action, ObjectNode member) {
        return Json.of("action", action, action.toLowerCase(Locale.ROOT), member);
    }

    private static ObjectNode named(Place place, ObjectNode body) {
        return body.deepCopy().put("id", place.id()).put("type", place.type());
    }
}
