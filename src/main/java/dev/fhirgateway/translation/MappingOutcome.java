package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a mapping made of one resource: parts of a record, or the reason why there are none. */
sealed interface MappingOutcome {
    /**
     * Checked and without empty values.
     *
     * @param type the registry's resource type, a legal key
     * @param data the attributes; empty only for a resource that has none
     * @param contained arrays of contained records by contain key; may be empty
     * @param identifiers the business identifiers meant for {@code meta.identifier}, an array; may be empty
     */
    record Mapped(String type, ObjectNode data, ObjectNode contained, JsonNode identifiers) implements MappingOutcome {}

    /**
     * Nothing to send.
     *
     * @param reason names the mapping file and what it did, never a value of the resource
     */
    record Failed(String reason) implements MappingOutcome {}
}
