package dev.fhirgateway.ledger;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The states of all records that somebody works on, each once. */
final class LiveRecords {
    private final ConcurrentMap<RecordId, LiveRecord> live = new ConcurrentHashMap<>();
    private final Numbers numbers;

    /** @param numbers of those that are new */
    LiveRecords(Numbers numbers) {
        this.numbers = numbers;
    }

    /** Holds records, in their order; they have to be {@linkplain HeldRecords#load loaded} before they are looked at. */
    HeldRecords hold(Set<RecordId> ids) {
        Map<RecordId, LiveRecord> held = new LinkedHashMap<>(ids.size() * 2);
        ids.forEach(id -> held.put(id, take(id)));
        return new HeldRecords(this, held);
    }

    private LiveRecord take(RecordId id) {
        return live.compute(id, (key, record) -> record == null ? new LiveRecord(id).taken() : record.taken());
    }

    /** The number of a record that is not in the ledger yet. */
    long nextNumber() {
        return numbers.nextRecord();
    }

    void release(Collection<RecordId> ids) {
        ids.forEach(id -> live.computeIfPresent(id, (key, record) -> record.released()));
    }

    /** Whether somebody holds it. */
    boolean holds(RecordId id) {
        return live.containsKey(id);
    }

    /** Whether nobody holds any. */
    boolean isEmpty() {
        return live.isEmpty();
    }
}
