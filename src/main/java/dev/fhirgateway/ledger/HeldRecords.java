package dev.fhirgateway.ledger;

import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/** Records whose states are kept in memory, and shared with all who hold them too, until this is closed. */
public final class HeldRecords implements AutoCloseable {
    private final LiveRecords memory;
    private final Map<RecordId, LiveRecord> records;

    HeldRecords(LiveRecords memory, Map<RecordId, LiveRecord> records) {
        this.memory = memory;
        this.records = new LinkedHashMap<>(records);
    }

    /**
     * One of them.
     *
     * @throws NullPointerException when it is not held
     */
    public LiveRecord get(RecordId id) {
        return Objects.requireNonNull(records.get(id), "a record that is not held");
    }

    /**
     * Reads what is known of them, with one read. Those that somebody else holds too are read like the others: they may
     * not be loaded yet.
     */
    void load(Handle handle) throws SQLException {
        Map<RecordId, RecordRow> known = RecordSearch.rows(handle, records.keySet());
        records.forEach((id, record) -> record.load(known.get(id), memory::nextNumber));
    }

    /** All of them. */
    Collection<LiveRecord> all() {
        return records.values();
    }

    /** Lets them go; what was not written is forgotten. A second time does nothing. */
    @Override
    public void close() {
        memory.release(records.keySet());
        records.clear();
    }
}
