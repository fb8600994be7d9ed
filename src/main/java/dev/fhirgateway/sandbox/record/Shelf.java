package dev.fhirgateway.sandbox.record;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Keeps things by key. To be used by one thread at a time.
 *
 * @param <T> what it keeps; what comes back is equal to what was put there, and never the same tree
 */
public interface Shelf<T> {
    Optional<T> find(RecordKey key);

    /** Keeps this one under the key, in the place of what was there. */
    void put(RecordKey key, T value);

    /** Forgets what is there, if anything is; tells whether it was. */
    boolean remove(RecordKey key);

    /** The ids of a collection, sorted by their code points. */
    List<String> ids(RecordKey.Collection collection);

    /** Some of these ids: those after the first {@code offset}, but no more than {@code limit}. */
    List<String> ids(RecordKey.Collection collection, long offset, int limit);

    /** How many there are in a collection. */
    int count(RecordKey.Collection collection);

    /** How many there are of each source and type, both sorted; only where there are some. */
    SortedMap<String, SortedMap<String, Integer>> counts();

    /** Forgets all. */
    void clear();
}
