package dev.fhirgateway.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code record}. Read and written for every entry, so by bare JDBC: binding by name would cost more than the
 * database does.
 *
 * <p>Its rows stand in the order in which records were first named, and are found by a hash of their names. So a load that
 * comes in the order of the one before changes pages that it shares with its neighbours, and a change of a record changes
 * no index.
 */
final class RecordTable {
    private static final int CHUNK = 128;
    private static final String STATE =
            "version, created_at, last_updated, hash, mapping, original_updated, outcome, task, passage";
    private static final String SELECT = "SELECT number, id, " + STATE
            + " FROM record WHERE source = ? AND type = ? AND key IN (?" + ", ?".repeat(CHUNK - 1) + ")";
    private static final String UPDATE = "UPDATE record SET version = ?, created_at = ?, last_updated = ?, hash = ?,"
            + " mapping = ?, original_updated = ?, outcome = ?, task = ?, passage = ? WHERE number = ?";
    private static final String ADD = "INSERT INTO record (" + STATE + ", number, key, source, type, id)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET"
            + " version = excluded.version, created_at = excluded.created_at, last_updated = excluded.last_updated,"
            + " hash = excluded.hash, mapping = excluded.mapping, original_updated = excluded.original_updated,"
            + " outcome = excluded.outcome, task = excluded.task, passage = excluded.passage";

    private RecordTable() {}

    /** What is known of records; those that nobody ever named are left out. */
    static Map<RecordId, RecordState> read(Handle handle, Collection<RecordId> ids) throws SQLException {
        Map<RecordId, RecordState> states = new HashMap<>();
        rows(handle, ids).forEach((id, row) -> states.put(id, row.state()));
        return states;
    }

    /** The rows of records, as far as there are any. */
    static Map<RecordId, RecordRow> rows(Handle handle, Collection<RecordId> ids) throws SQLException {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<RecordId, RecordRow> found = new HashMap<>(ids.size() * 2);
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

    /**
     * One length of the list for all, so that the database has to understand the question once. Rows of others may have
     * the same keys; nobody asks for those.
     */
    private static void read(PreparedStatement select, List<RecordId> chunk, Map<RecordId, RecordRow> found)
            throws SQLException {
        RecordId last = chunk.get(chunk.size() - 1);
        select.setString(1, last.source());
        select.setString(2, last.type());
        long lastKey = last.key();
        for (int i = 0; i < CHUNK; i++) {
            select.setLong(3 + i, i < chunk.size() ? chunk.get(i).key() : lastKey);
        }
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.put(
                        new RecordId(last.source(), last.type(), row.getString(2)),
                        new RecordRow(row.getLong(1), state(row)));
            }
        }
    }

    private static RecordState state(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes(6);
        return new RecordState(
                row.getLong(3),
                instant(row, 4),
                instant(row, 5),
                hash == null ? null : ContentHash.read(hash),
                row.getString(7),
                instant(row, 8),
                Outcome.read(row.getString(9)),
                row.getString(10),
                row.getLong(11));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.read(micros);
    }

    /**
     * Records that the registry has a version of, by their numbers, in the order of these.
     *
     * @param after the number that comes before them; 0 for the first ones
     */
    static SortedMap<Long, RecordId> delivered(Handle handle, String source, String type, long after, int atMost) {
        SortedMap<Long, RecordId> page = new TreeMap<>();
        handle.createQuery("SELECT number, id FROM record WHERE number > ? AND source = ? AND type = ? AND version > 0"
                        + " ORDER BY number LIMIT " + atMost)
                .bind(0, after)
                .bind(1, source)
                .bind(2, type)
                .map((row, context) ->
                        page.put(row.getLong(1), new RecordId(source, type, OperationTable.text(row, "id"))))
                .list();
        return page;
    }

    /** Writes what is known of records now. */
    static void write(Handle handle, Collection<LiveRecord> records) throws SQLException {
        Map<LiveRecord, RecordState> states = new HashMap<>();
        records.forEach(record -> states.put(record, record.state()));
        write(handle, states);
    }

    /** Writes what is known of records. */
    static void write(Handle handle, Map<LiveRecord, RecordState> records) throws SQLException {
        write(handle, UPDATE, records, known -> !known.isAdded());
        write(handle, ADD, records, LiveRecord::isAdded);
    }

    private static void write(
            Handle handle, String sql, Map<LiveRecord, RecordState> records, Predicate<LiveRecord> which)
            throws SQLException {
        List<LiveRecord> those = records.keySet().stream()
                .filter(which)
                .sorted(Comparator.comparingLong(LiveRecord::number)) // neighbours one after the other
                .toList();
        if (those.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            for (LiveRecord record : those) {
                bind(statement, record, Objects.requireNonNull(records.get(record)));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, LiveRecord record, RecordState state) throws SQLException {
        statement.setLong(1, state.version());
        statement.setObject(2, Micros.orNull(state.createdAt()), Types.BIGINT);
        statement.setObject(3, Micros.orNull(state.lastUpdated()), Types.BIGINT);
        statement.setBytes(4, state.hash() == null ? null : state.hash().bytes());
        statement.setString(5, state.mapping());
        statement.setObject(6, Micros.orNull(state.originalUpdated()), Types.BIGINT);
        statement.setString(7, state.outcome().code());
        statement.setString(8, state.task());
        statement.setLong(9, state.passage());
        statement.setLong(10, record.number());
        if (record.isAdded()) {
            RecordId id = record.id();
            statement.setLong(11, id.key());
            statement.setString(12, id.source());
            statement.setString(13, id.type());
            statement.setString(14, id.id());
        }
    }
}
