package dev.fhirgateway.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code record}. Read and written for every entry, so by bare JDBC: binding by name would cost more than the
 * database does.
 */
final class RecordTable {
    private static final int CHUNK = 128;
    private static final String COLUMNS =
            "version, created_at, last_updated, hash, mapping, original_updated, outcome, task, passage";

    private static final String SELECT = "SELECT id, " + COLUMNS
            + " FROM record WHERE source = ? AND type = ? AND id IN (?" + ", ?".repeat(CHUNK - 1) + ")";

    private static final String UPSERT = "INSERT INTO record (source, type, id, " + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, type, id) DO UPDATE SET"
            + " version = excluded.version, created_at = excluded.created_at, last_updated = excluded.last_updated,"
            + " hash = excluded.hash, mapping = excluded.mapping, original_updated = excluded.original_updated,"
            + " outcome = excluded.outcome, task = excluded.task, passage = excluded.passage";

    private RecordTable() {}

    /** What is known of records; those that nobody ever named are left out. */
    static Map<RecordId, RecordState> read(Handle handle, Collection<RecordId> ids) throws SQLException {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<RecordId, RecordState> found = new HashMap<>(ids.size() * 2);
        Map<RecordId, List<RecordId>> collections = new HashMap<>();
        ids.forEach(id -> collections
                .computeIfAbsent(new RecordId(id.source(), id.type(), ""), collection -> new ArrayList<>())
                .add(id));
        try (PreparedStatement select = handle.getConnection().prepareStatement(SELECT)) {
            for (List<RecordId> collection : collections.values()) {
                for (int from = 0; from < collection.size(); from += CHUNK) {
                    read(select, collection.subList(from, Math.min(from + CHUNK, collection.size())), found);
                }
            }
        }
        return found;
    }

    /** One length of the list for all, so that the database has to understand the question once. */
    private static void read(PreparedStatement select, List<RecordId> chunk, Map<RecordId, RecordState> found)
            throws SQLException {
        RecordId last = chunk.get(chunk.size() - 1);
        select.setString(1, last.source());
        select.setString(2, last.type());
        for (int i = 0; i < CHUNK; i++) {
            select.setString(3 + i, i < chunk.size() ? chunk.get(i).id() : last.id());
        }
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.put(new RecordId(last.source(), last.type(), row.getString(1)), state(row));
            }
        }
    }

    private static RecordState state(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes(5);
        return new RecordState(
                row.getLong(2),
                instant(row, 3),
                instant(row, 4),
                hash == null ? null : ContentHash.read(hash),
                row.getString(6),
                instant(row, 7),
                Outcome.read(row.getString(8)),
                row.getString(9),
                row.getLong(10));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.read(micros);
    }

    /**
     * The ids of records that the registry has a version of, in their order.
     *
     * @param after the id that comes before them; empty for the first ones
     */
    static List<String> delivered(Handle handle, String source, String type, String after, int atMost) {
        return handle.createQuery("SELECT id FROM record WHERE source = ? AND type = ? AND id > ? AND version > 0"
                        + " ORDER BY id LIMIT " + atMost)
                .bind(0, source)
                .bind(1, type)
                .bind(2, after)
                .map((row, context) -> OperationTable.text(row, "id"))
                .list();
    }

    /** Writes what is known of records now. */
    static void write(Handle handle, Collection<LiveRecord> records) throws SQLException {
        Map<LiveRecord, RecordState> states = new HashMap<>();
        records.forEach(record -> states.put(record, record.state()));
        write(handle, states);
    }

    /** Writes what is known of records. */
    static void write(Handle handle, Map<LiveRecord, RecordState> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = handle.getConnection().prepareStatement(UPSERT)) {
            for (Map.Entry<LiveRecord, RecordState> record : records.entrySet()) {
                bind(upsert, record.getKey().id(), record.getValue());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static void bind(PreparedStatement upsert, RecordId id, RecordState state) throws SQLException {
        upsert.setString(1, id.source());
        upsert.setString(2, id.type());
        upsert.setString(3, id.id());
        upsert.setLong(4, state.version());
        upsert.setObject(5, Micros.orNull(state.createdAt()), Types.BIGINT);
        upsert.setObject(6, Micros.orNull(state.lastUpdated()), Types.BIGINT);
        upsert.setBytes(7, state.hash() == null ? null : state.hash().bytes());
        upsert.setString(8, state.mapping());
        upsert.setObject(9, Micros.orNull(state.originalUpdated()), Types.BIGINT);
        upsert.setString(10, state.outcome().code());
        upsert.setString(11, state.task());
        upsert.setLong(12, state.passage());
    }
}
