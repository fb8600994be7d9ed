package dev.fhirgateway.upsert;

import java.util.List;
import java.util.Objects;

/**
 * What one valid entry became.
 *
 * @param entry the entry
 * @param commands the writes of its records, at least one; the first is that of the record which stands for the entry
 * @param relationships what it asks for between records; may be none
 * @param mapping the version of the mapping that made them
 */
public record Translated(
        UpsertEntry entry,
        List<RegistryCommand.PutResource> commands,
        List<RelationshipDraft> relationships,
        String mapping)
        implements EntryState, Referring {
    public Translated {
        Objects.requireNonNull(entry);
        Objects.requireNonNull(mapping);
        commands = List.copyOf(commands);
        relationships = List.copyOf(relationships);
        if (commands.isEmpty()) {
            throw new IllegalArgumentException("a translated entry has a record");
        }
    }

    @Override
    public RecordName record() {
        return Objects.requireNonNull(commands.get(0)).record();
    }

    @Override
    public String toString() {
        return "Translated[" + entry.index() + "]";
    }
}
