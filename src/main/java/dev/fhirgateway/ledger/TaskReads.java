package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.TaskOperation;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jdbi.v3.core.Handle;

/** The tables {@code task} and {@code task_operation}, as they are read. */
final class TaskReads {
    private static final String OPERATIONS =
            "SELECT target, record_type, record_id, batch, position, type, id, content,"
                    + " sends, state FROM task_operation WHERE source = ? AND task = ? AND state IN ("
                    + OperationWord.open()
                    + ")";

    private TaskReads() {}

    /** The tasks that are due and claimed, those first that have been for the longest time. */
    static List<OpenTask> due(Handle handle, Instant now, Instant until, int atMost, BiPredicate<String, String> claim)
            throws SQLException {
        List<OpenTask> claimed = new ArrayList<>();
        try (PreparedStatement select = handle.getConnection().prepareStatement(OPERATIONS)) {
            for (Due due : due(handle, now, atMost)) {
                if (claim.test(due.source(), due.task())) {
                    claimed.add(due.claimed(now, until, operations(select, due)));
                }
            }
        }
        return claimed;
    }

    /** When the first task is due; empty when none is followed. */
    static Optional<Instant> next(Handle handle) throws SQLException {
        try (ResultSet row = Prepared.on(handle, "SELECT min(next_poll) FROM task WHERE next_poll IS NOT NULL")
                .executeQuery()) {
            row.next();
            long micros = row.getLong(1);
            return row.wasNull() ? Optional.empty() : Optional.of(Micros.read(micros));
        }
    }

    private static List<Due> due(Handle handle, Instant now, int atMost) {
        return handle.createQuery("SELECT source, task, kind, opened_at, polls FROM task"
                        + " WHERE next_poll <= :now ORDER BY next_poll, source, task LIMIT :atMost")
                .bind("now", Micros.of(now))
                .bind("atMost", atMost)
                .map((row, context) -> Due.of(row))
                .list();
    }

    private static List<TaskOperation> operations(PreparedStatement select, Due due) throws SQLException {
        select.setString(1, due.source());
        select.setString(2, due.task());
        List<TaskOperation> operations = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                operations.add(OperationTable.operation(row));
            }
        }
        return operations;
    }

    /** What was sent for an operation, as long as it is kept, and can be read. */
    static Optional<byte[]> payload(Handle handle, Vault vault, OpenTask task, TaskOperation operation) {
        return handle.createQuery("SELECT payload FROM task_operation WHERE source = :source AND task = :task"
                        + " AND target = :target AND record_type = :recordType AND record_id = :recordId"
                        + " AND payload IS NOT NULL")
                .bind("source", task.sourceKey())
                .bind("task", task.taskId())
                .bind("target", OperationTable.stored(operation.target()))
                .bind("recordType", operation.record().type())
                .bind("recordId", operation.record().id())
                .map((row, context) -> row.getBytes(1))
                .findOne()
                .flatMap(payload -> SealedOperation.opened(vault, payload, task.sourceKey(), task.taskId(), operation));
    }

    /** Whether a write of a record is under way in a task that is expected to end soon. */
    static boolean isPending(Handle handle, RecordId record, String task) {
        return handle.createQuery("SELECT count(*) FROM task_operation WHERE source = :source AND task = :task"
                                + " AND target = 'resource' AND type = :type AND id = :id AND state = 'pending'")
                        .bind("source", record.source())
                        .bind("task", task)
                        .bind("type", record.type())
                        .bind("id", record.id())
                        .map((row, context) -> row.getLong(1))
                        .one()
                > 0;
    }

    static OpenTaskCount count(Handle handle) {
        return handle.createQuery("SELECT count(*), coalesce(min(opened_at), 0) FROM task WHERE next_poll IS NOT NULL")
                .map((row, context) -> new OpenTaskCount(
                        row.getLong(1),
                        row.getLong(1) == 0 ? Optional.empty() : Optional.of(Micros.read(row.getLong(2)))))
                .one();
    }

    private record Due(String source, String task, boolean whole, Instant opened, int polls) {
        static Due of(ResultSet row) throws SQLException {
            return new Due(
                    OperationTable.text(row, "source"),
                    OperationTable.text(row, "task"),
                    TaskTable.isBundle(OperationTable.text(row, "kind")),
                    Micros.read(row.getLong("opened_at")),
                    row.getInt("polls"));
        }

        OpenTask claimed(Instant now, Instant until, List<TaskOperation> operations) {
            return new OpenTask(source, task, whole, opened, polls, now, until, operations);
        }
    }
}
