package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.RecordState.Content;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The table {@code task_operation}, as it is written. */
final class OperationTable {
    private static final String OPEN = "state IN (" + OperationWord.open() + ")";
    private static final String SAME_WRITE = "batch = :batch AND position = :position AND target = :target"
            + " AND record_type = :recordType AND record_id = :recordId";

    private OperationTable() {}

    /** A write that is made again takes the place of the one before. */
    static void insert(Handle handle, Vault vault, NewTask task, NewTask.Write write, Instant now) {
        int replaced = write.entry() == null ? replace(handle, write.operation()) : 0;
        Content sent = write.entry() == null ? null : write.entry().sent();
        bound(
                        handle.createUpdate("INSERT INTO task_operation (source, task, target, record_type, record_id,"
                                + " batch, position, type, id, content, sends, state, changed_at, payload,"
                                + " hash, mapping, original_updated)"
                                + " VALUES (:source, :task, :target, :recordType, :recordId,"
                                + " :batch, :position, :type, :id, :content, "
                                + (replaced == 0
                                        ? "1"
                                        : "1 + (SELECT max(sends) FROM task_operation WHERE " + SAME_WRITE + ")")
                                + ", 'pending', :now, :payload, :hash, :mapping, :original)"
                                + " ON CONFLICT (source, task, target, record_type, record_id) DO UPDATE SET"
                                + " batch = excluded.batch, position = excluded.position, type = excluded.type,"
                                + " id = excluded.id, content = excluded.content, sends = excluded.sends,"
                                + " state = excluded.state, changed_at = excluded.changed_at,"
                                + " payload = excluded.payload, hash = excluded.hash, mapping = excluded.mapping,"
                                + " original_updated = excluded.original_updated"),
                        write.operation())
                .bind("source", task.source())
                .bind("task", task.taskId())
                .bind("type", write.operation().entry().resourceType())
                .bind("id", write.operation().entry().id())
                .bind("content", write.operation().content())
                .bind("now", Micros.of(now))
                .bind("payload", SealedOperation.payload(vault, task, write))
                .bind("hash", sent == null ? null : sent.hash().bytes())
                .bind("mapping", sent == null ? null : sent.mapping())
                .bind("original", sent == null ? null : Micros.orNull(sent.originalUpdated()))
                .execute();
        if (replaced > 0) {
            closeReplaced(handle, task.source(), write.operation());
        }
    }

    /** Only what no batch remembers any more may have been sent before. */
    private static int replace(Handle handle, TaskOperation operation) {
        return bound(
                        handle.createUpdate("UPDATE task_operation SET state = 'replaced', payload = NULL WHERE "
                                + SAME_WRITE + " AND " + OPEN),
                        operation)
                .execute();
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

    private static Update bound(Update update, TaskOperation operation) {
        return update.bind("batch", operation.entry().batchId())
                .bind("position", operation.entry().position())
                .bind("target", stored(operation.target()))
                .bind("recordType", operation.record().type())
                .bind("recordId", operation.record().id());
    }

    /** Whether it was open until now; only then it is changed. */
    static boolean update(Handle handle, Vault vault, TaskNews news, TaskNews.Operation operation, Instant now) {
        return handle.createUpdate(
                                "UPDATE task_operation SET state = :state, words = :words, reason = :reason, changed_at = :now"
                                        + (operation.word().isOpen() ? "" : ", payload = NULL")
                                        + " WHERE source = :source AND task = :task AND target = :target"
                                        + " AND record_type = :recordType AND record_id = :recordId AND " + OPEN)
                        .bind("state", operation.word().stored())
                        .bind("words", SealedOperation.masked(handle, vault, news, operation))
                        .bind("reason", SealedOperation.reason(vault, operation))
                        .bind("now", Micros.of(now))
                        .bind("source", news.task().sourceKey())
                        .bind("task", news.task().taskId())
                        .bind("target", stored(operation.operation().target()))
                        .bind("recordType", operation.operation().record().type())
                        .bind("recordId", operation.operation().record().id())
                        .execute()
                > 0;
    }

    /** Notes the version that an entry came to. */
    static void versioned(Handle handle, EntryName entry, @Nullable Long version) {
        handle.createUpdate(
                        "UPDATE task_operation SET version = :version WHERE batch = :batch AND position = :position")
                .bind("version", version)
                .bind("batch", entry.batchId())
                .bind("position", entry.position())
                .execute();
    }

    static String stored(Target target) {
        return target.name().toLowerCase(Locale.ROOT);
    }

    /** The operation in a row that has its columns. */
    static TaskOperation operation(ResultSet row) throws SQLException {
        return new TaskOperation(
                Target.valueOf(text(row, "target").toUpperCase(Locale.ROOT)),
                new RecordName(text(row, "record_type"), text(row, "record_id")),
                new EntryName(text(row, "batch"), row.getInt("position"), text(row, "type"), text(row, "id")),
                text(row, "content"),
                row.getInt("sends"),
                text(row, "state").equals(OperationWord.PENDING.stored()));
    }

    static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }
}
