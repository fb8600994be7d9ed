package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.RecordState.Content;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The table {@code task_operation}, as it is written: for every entry of a shared request, so by bare JDBC. */
final class OperationTable {
    private static final String OPEN = "state IN (" + OperationWord.open() + ")";
    private static final String SAME_WRITE = "batch = :batch AND position = :position AND target = :target"
            + " AND record_type = :recordType AND record_id = :recordId";

    private static final String INSERT = "INSERT INTO task_operation (source, task, target, record_type, record_id,"
            + " batch, position, type, id, content, sends, state, changed_at, payload, hash, mapping, original_updated)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?)"
            + " ON CONFLICT (source, task, target, record_type, record_id) DO UPDATE SET"
            + " batch = excluded.batch, position = excluded.position, type = excluded.type,"
            + " id = excluded.id, content = excluded.content, sends = excluded.sends,"
            + " state = excluded.state, changed_at = excluded.changed_at,"
            + " payload = excluded.payload, hash = excluded.hash, mapping = excluded.mapping,"
            + " original_updated = excluded.original_updated";

    private static final String UPDATE = "UPDATE task_operation SET state = ?, words = ?, reason = ?, changed_at = ?,"
            + " payload = CASE WHEN ? = 1 THEN payload END WHERE source = ? AND task = ? AND target = ?"
            + " AND record_type = ? AND record_id = ? AND " + OPEN;

    private static final String VERSIONED = "UPDATE task_operation SET version = ? WHERE batch = ? AND position = ?";

    private OperationTable() {}

    /**
     * Where an operation stands.
     *
     * @param words why, without what was sent; null for no reason
     */
    record Stand(TaskNews.Operation news, @Nullable String words) {}

    /** A write that is made again takes the place of the one before. */
    static void insert(Handle handle, Vault vault, NewTask task, Instant now) throws SQLException {
        List<TaskOperation> replacing = new ArrayList<>();
        try (PreparedStatement insert = handle.getConnection().prepareStatement(INSERT)) {
            for (NewTask.Write write : task.writes()) {
                boolean again = write.entry() == null && replace(handle, write.operation()) > 0;
                if (again) {
                    replacing.add(write.operation());
                }
                bind(insert, write.operation(), again ? 1 + sends(handle, write.operation()) : 1);
                insert.setString(1, task.source());
                insert.setString(2, task.taskId());
                insert.setLong(12, Micros.of(now));
                insert.setBytes(13, SealedOperation.payload(vault, task, write));
                bind(insert, write.entry() == null ? null : write.entry().sent());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        replacing.forEach(operation -> closeReplaced(handle, task.source(), operation));
    }

    private static void bind(PreparedStatement insert, TaskOperation operation, int sends) throws SQLException {
        insert.setString(3, stored(operation.target()));
        insert.setString(4, operation.record().type());
        insert.setString(5, operation.record().id());
        insert.setString(6, operation.entry().batchId());
        insert.setInt(7, operation.entry().position());
        insert.setString(8, operation.entry().resourceType());
        insert.setString(9, operation.entry().id());
        insert.setString(10, operation.content());
        insert.setInt(11, sends);
    }

    private static void bind(PreparedStatement insert, @Nullable Content sent) throws SQLException {
        insert.setBytes(14, sent == null ? null : sent.hash().bytes());
        insert.setString(15, sent == null ? null : sent.mapping());
        insert.setObject(16, sent == null ? null : Micros.orNull(sent.originalUpdated()), Types.BIGINT);
    }

    /** Only what no batch remembers any more may have been sent before. */
    private static int replace(Handle handle, TaskOperation operation) {
        return bound(
                        handle.createUpdate("UPDATE task_operation SET state = 'replaced', payload = NULL WHERE "
                                + SAME_WRITE + " AND " + OPEN),
                        operation)
                .execute();
    }

    private static int sends(Handle handle, TaskOperation operation) {
        return bound(handle.createQuery("SELECT max(sends) FROM task_operation WHERE " + SAME_WRITE), operation)
                .map((row, context) -> row.getInt(1))
                .one();
    }

    /** What was sent again is asked about as the new task. */
    private static void closeReplaced(Handle handle, String source, TaskOperation operation) {
        bound(
                        handle.createUpdate("UPDATE task SET next_poll = NULL WHERE source = :source AND task IN"
                                + " (SELECT task FROM task_operation WHERE state = 'replaced' AND " + SAME_WRITE + ")"
                                + " AND NOT EXISTS (SELECT 1 FROM task_operation o WHERE o.source = task.source"
                                + " AND o.task = task.task AND o." + OPEN + ")"),
                        operation)
                .bind("source", source)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, TaskOperation operation) {
        return statement
                .bind("batch", operation.entry().batchId())
                .bind("position", operation.entry().position())
                .bind("target", stored(operation.target()))
                .bind("recordType", operation.record().type())
                .bind("recordId", operation.record().id());
    }

    /**
     * Writes where operations of a task stand.
     *
     * @return for each, in their order, whether it was open until now; only then it is changed
     */
    static boolean[] update(Handle handle, Vault vault, OpenTask task, List<Stand> stands, Instant now)
            throws SQLException {
        try (PreparedStatement update = handle.getConnection().prepareStatement(UPDATE)) {
            for (Stand stand : stands) {
                TaskNews.Operation news = stand.news();
                update.setString(1, news.word().stored());
                update.setString(2, stand.words());
                update.setBytes(3, SealedOperation.reason(vault, news));
                update.setLong(4, Micros.of(now));
                update.setInt(5, news.word().isOpen() ? 1 : 0);
                update.setString(6, task.sourceKey());
                update.setString(7, task.taskId());
                update.setString(8, stored(news.operation().target()));
                update.setString(9, news.operation().record().type());
                update.setString(10, news.operation().record().id());
                update.addBatch();
            }
            return changed(update.executeBatch());
        }
    }

    private static boolean[] changed(int[] counts) {
        boolean[] changed = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            changed[i] = counts[i] > 0;
        }
        return changed;
    }

    /** Notes the versions that entries came to; null for none. */
    static void versioned(Handle handle, Collection<EndedEntry> entries) throws SQLException {
        try (PreparedStatement update = handle.getConnection().prepareStatement(VERSIONED)) {
            for (EndedEntry ended : entries) {
                update.setObject(1, ended.version(), Types.BIGINT);
                update.setString(2, ended.entry().batchId());
                update.setInt(3, ended.entry().position());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    static String stored(Target target) {
        return target.name().toLowerCase(Locale.ROOT);
    }

    /** The operation in a row that has its columns. */
    static TaskOperation operation(ResultSet row) throws SQLException {
        return new TaskOperation(
                Target.valueOf(text(row, "target").toUpperCase(Locale.ROOT)),
                new RecordName(text(row, "record_type"), text(row, "record_id")),
                entry(row),
                text(row, "content"),
                row.getInt("sends"),
                text(row, "state").equals(OperationWord.PENDING.stored()));
    }

    /** The entry that the operation in a row is made for. */
    static EntryName entry(ResultSet row) throws SQLException {
        return new EntryName(text(row, "batch"), row.getInt("position"), text(row, "type"), text(row, "id"));
    }

    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }
}
