package dev.fhirgateway.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code record}, as it is read: for every entry, so by bare JDBC. */
final class RecordReads {
    private static final int CHUNK = 128;
    private static final String SELECT = "SELECT number, id, " + RecordTable.STATE
            + " FROM record WHERE source = ? AND type = ? AND key IN (?" + ", ?".repeat(CHUNK - 1) + ")";

    private RecordReads() {}

    /** What is known of records; those that nobody ever named are left out. */
    static Map<RecordId, RecordState> states(Handle handle, Collection<RecordId> ids) throws SQLException {
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
        PreparedStatement select = Prepared.on(handle, SELECT);
        for (List<RecordId> collection : collections.values()) {
            for (int from = 0; from < collection.size(); from += CHUNK) {
                read(select, collection.subList(from, Math.min(from + CHUNK, collection.size())), found);
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
}
