package dev.fhirgateway.translation;

import dev.fhirgateway.upsert.Delivered;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RelationshipDraft;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertEntry;
import java.util.List;

/**
 * An entry whose references can be followed, and that others may refer to.
 *
 * @param entry the entry
 * @param record names the record that stands for it
 * @param relationships what it asks for between records
 */
record Referring(UpsertEntry entry, RecordName record, List<RelationshipDraft> relationships) {
    static Referring of(Delivered entry) {
        return new Referring(entry.entry(), entry.record(), entry.relationships());
    }

    static Referring of(Translated entry) {
        return new Referring(entry.entry(), entry.record(), entry.relationships());
    }
}
