package dev.fhirgateway.upsert;

import java.util.List;
import java.util.Objects;

/**
 * An entry whose records the registry took, and whose relationships have not been sent.
 *
 * @param result what became of its records: {@link UpsertResult.Persisted} or {@link UpsertResult.Accepted}, or why the
 *     registry has them already
 * @param record names the record that stands for the entry
 * @param relationships what it asks for between records; may be none
 * @param mapping the version of the mapping that made them
 */
public record Delivered(UpsertResult result, RecordName record, List<RelationshipDraft> relationships, String mapping)
        implements EntryState, Referring {
    public Delivered {
        Objects.requireNonNull(result);
        Objects.requireNonNull(mapping);
        Objects.requireNonNull(record);
        relationships = List.copyOf(relationships);
    }

    @Override
    public UpsertEntry entry() {
        return result.entry();
    }
}
