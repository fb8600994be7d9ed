package dev.fhirgateway.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The states of all records that somebody works on, each once. */
final class LiveRecords {
    private final ConcurrentMap<RecordId, LiveRecord> live = new ConcurrentHashMap<>();
    private final LedgerReader reader;

    LiveRecords(LedgerReader reader) {
        this.reader = reader;
    }

    /**
     * Holds records, and reads what is known of them, with one read. Who holds one that is held already reads it too: it
     * may not be loaded yet.
     *
     * @throws LedgerUnavailable when the ledger cannot be read; nothing is held then
     */
    HeldRecords hold(Set<RecordId> ids) {
        Map<RecordId, LiveRecord> held = new HashMap<>(ids.size() * 2);
        ids.forEach(id -> held.put(id, take(id)));
        try {
            Map<RecordId, RecordState> found = reader.read(handle -> RecordTable.read(handle.getConnection(), ids));
            held.forEach((id, record) -> record.load(found.getOrDefault(id, RecordState.NONE)));
            return new HeldRecords(this, held);
        } catch (RuntimeException | Error fault) {
            release(ids);
            throw fault;
        }
    }

    private LiveRecord take(RecordId id) {
        return live.compute(id, (key, record) -> record == null ? new LiveRecord(id).taken() : record.taken());
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
