package dev.fhirgateway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code record}, as it is read. */
final class RecordReads {
    private RecordReads() {}

    /** What is known of records; those that nobody ever named are left out. */
    static Map<RecordId, RecordState> states(Handle handle, Collection<RecordId> ids) throws SQLException {
        Map<RecordId, RecordState> states = new HashMap<>();
        RecordSearch.rows(handle, ids).forEach((id, row) -> states.put(id, row.state()));
        return states;
    }

    /** What a row tells from a column on, in the order of {@link RecordTable#STATE}. */
    static RecordState state(ResultSet row, int first) throws SQLException {
        byte[] hash = row.getBytes(first + 3);
        return new RecordState(
                row.getLong(first),
                instant(row, first + 1),
                instant(row, first + 2),
                hash == null ? null : ContentHash.read(hash),
                row.getString(first + 4),
                instant(row, first + 5),
                Outcome.read(row.getString(first + 6)),
                row.getString(first + 7),
                row.getLong(first + 8));
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
