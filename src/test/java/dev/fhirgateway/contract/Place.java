package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where a record stands.
 *
 * @param type key of its profile or relationship definition
 * @param id names it among those of its type
 * @param path of the endpoint of this one record
 */
record Place(String type, String id, String path) {
    /** As the end of a relationship. */
    JsonNode end() {
        return Json.of("id", id, "type", type);
    }

    /** The path of something inside. */
    String below(String part) {
        return path + "/" + part;
    }
}
