package dev.fhirgateway.sandbox.record;

import java.util.List;

/**
 * Finds records of one kind by the identifiers that they were given, each in its notation ({@code registry-side 9}). To be
 * used by one thread at a time.
 */
public interface NotationIndex {
    /** From now on the record goes by this notation as well. */
    void add(RecordKey key, String notation);

    /** The record goes by this notation no more. */
    void remove(RecordKey key, String notation);

    /** The ids of the records in a collection that go by this notation, sorted. */
    List<String> ids(RecordKey.Collection collection, String notation);

    /** Forgets all. */
    void clear();
}
