package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RelationshipDraft;
import org.jspecify.annotations.Nullable;

/**
 * A relationship as a mapping gives it. The trees are to be read, never changed.
 *
 * @param type key of the registry's relationship definition
 * @param from where it starts
 * @param to where it leads
 * @param data its properties; null for none
 */
record MappedRelationship(String type, MappedEnd from, MappedEnd to, @Nullable ObjectNode data) {
    /** The relationship that {@link MappingOutput} has found nothing wrong with. */
    static MappedRelationship read(JsonNode json) {
        return new MappedRelationship(
                json.path("type").textValue(),
                MappedEnd.read(json.path("from")),
                MappedEnd.read(json.path("to")),
                json.path("data") instanceof ObjectNode data ? data : null);
    }

    /** The relationship of a resource whose own record is this. */
    RelationshipDraft draft(RecordName self) {
        return new RelationshipDraft(type, from.end(self), to.end(self), data);
    }
}
