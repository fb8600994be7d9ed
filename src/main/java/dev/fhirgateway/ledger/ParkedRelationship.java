package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.RecordName;
import java.util.Objects;

/**
 * A relationship that waits for a record at one of its ends.
 *
 * @param source the registry source
 * @param entry the entry that asked for it
 * @param record names it
 * @param from where it starts
 * @param to where it leads
 * @param payload what is sent to make it, UTF-8 JSON
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record ParkedRelationship(
        String source, EntryName entry, RecordName record, RecordName from, RecordName to, byte[] payload) {
    public ParkedRelationship {
        Objects.requireNonNull(source);
        Objects.requireNonNull(entry);
        Objects.requireNonNull(record);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        Objects.requireNonNull(payload);
    }

    /** The record that asks for it. */
    public RecordId referrer() {
        return new RecordId(source, entry.resourceType(), entry.id());
    }

    /** Tells nothing of the records but the type of what is between them. */
    @Override
    public String toString() {
        return "ParkedRelationship[" + record.type() + "]";
    }
}
