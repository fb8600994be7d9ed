package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One end of a relationship as a mapping gives it. */
sealed interface MappedEnd {
    /** The record of the resource itself. */
    record Self() implements MappedEnd {}

    /**
     * A record by its registry id.
     *
     * @param type the registry's resource type
     * @param id the registry id
     */
    record Known(String type, String id) implements MappedEnd {}

    /**
     * What a reference of the resource leads to.
     *
     * @param reference a FHIR Reference as it was sent ({@code FHIR R4 references.html})
     * @param type the registry's resource type of what it leads to; null for that which the gateway gives the FHIR type
     */
    record Referred(ObjectNode reference, @Nullable String type) implements MappedEnd {}

    /** The end that {@link MappingOutput} has found nothing wrong with; the resource itself where there is none. */
    static MappedEnd read(JsonNode json) {
        if (json.path("reference") instanceof ObjectNode reference) {
            return new Referred(reference, json.path("type").textValue());
        }
        return json.isObject()
                ? new Known(json.path("type").textValue(), json.path("id").textValue())
                : new Self();
    }
}
