package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RelationshipDraft;

/** One end of a relationship as a mapping gives it, not yet knowing the record of the resource itself. */
@FunctionalInterface
interface MappedEnd {
    /** The end, for a resource whose own record is this. */
    RelationshipDraft.End end(RecordName self);

    /** The end that {@link MappingOutput} has found nothing wrong with; the resource itself where there is none. */
    static MappedEnd read(JsonNode json) {
        if (json.path("reference") instanceof ObjectNode reference) {
            return self ->
                    new RelationshipDraft.Referred(reference, json.path("type").textValue());
        }
        return json.isObject()
                ? self -> new RelationshipDraft.Known(new RecordName(
                        json.path("type").textValue(), json.path("id").textValue()))
                : RelationshipDraft.Known::new;
    }
}
