package dev.fhirgateway.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * The table {@code record}, as it is written. Written for every entry, so by bare JDBC: binding by name would cost more than the database
 * does.
 *
 * <p>Its rows stand in the order in which records were first named, and are found by a hash of their names. So a load that
 * comes in the order of the one before changes pages that it shares with its neighbours, and a change of a record changes
 * no index.
 */
final class RecordTable {
    static final String STATE =
            "version, created_at, last_updated, hash, mapping, original_updated, outcome, task, passage";
    private static final String UPDATE = "UPDATE record SET version = ?, created_at = ?, last_updated = ?, hash = ?,"
            + " mapping = ?, original_updated = ?, outcome = ?, task = ?, passage = ? WHERE number = ?";
    private static final String ADD = "INSERT INTO record (" + STATE + ", number, key, source, type, id)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET"
            + " version = excluded.version, created_at = excluded.created_at, last_updated = excluded.last_updated,"
            + " hash = excluded.hash, mapping = excluded.mapping, original_updated = excluded.original_updated,"
            + " outcome = excluded.outcome, task = excluded.task, passage = excluded.passage";

    private RecordTable() {}

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
        PreparedStatement statement = Prepared.on(handle, sql);
        for (LiveRecord record : those) {
            bind(statement, record, Objects.requireNonNull(records.get(record)));
            statement.addBatch();
        }
        statement.executeBatch();
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
