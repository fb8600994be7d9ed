package dev.fhirgateway.upsert;

import java.util.List;

/** An entry that has a record, so that its references can be followed, and those of others can lead to it. */
public interface Referring {
    /** The entry. */
    UpsertEntry entry();

    /** Names the record that stands for the entry. */
    RecordName record();

    /** What it asks for between records; may be none. */
    List<RelationshipDraft> relationships();
}
