package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.TaskOperation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables {@code task} and {@code task_operation}, as they are read. */
final class TaskReads {
    private static final String OPEN = "o.state IN (" + OperationWord.open() + ")";
    private static final String OPERATIONS =
            "o.target, o.record_type, o.record_id, o.batch, o.position, o.type, o.id," + " o.content, o.sends, o.state";

    private TaskReads() {}

    /** The tasks that are due, those first that have been for the longest time. */
    static List<OpenTask> due(Handle handle, Instant now, Instant until, int atMost) {
        Map<String, Due> tasks = new LinkedHashMap<>();
        handle.createQuery("SELECT t.source, t.task, t.opened_at, t.polls, " + OPERATIONS
                        + " FROM (SELECT * FROM task WHERE next_poll <= :now ORDER BY next_poll LIMIT :atMost) t"
                        + " JOIN task_operation o ON o.source = t.source AND o.task = t.task AND " + OPEN
                        + " ORDER BY t.next_poll, t.source, t.task")
                .bind("now", Micros.of(now))
                .bind("atMost", atMost)
                .map((row, context) -> {
                    Due due = Due.of(row);
                    Due known = tasks.putIfAbsent(due.source + "/" + due.task, due);
                    (known == null ? due : known).operations.add(OperationTable.operation(row));
                    return due;
                })
                .forEach(read -> {});
        return tasks.values().stream().map(due -> due.claimed(now, until)).toList();
    }

    /** What was sent for an operation, as long as it is kept. */
    static Optional<byte[]> payload(Handle handle, OpenTask task, TaskOperation operation) {
        return handle.createQuery("SELECT payload FROM task_operation WHERE source = :source AND task = :task"
                        + " AND target = :target AND record_type = :recordType AND record_id = :recordId"
                        + " AND payload IS NOT NULL")
                .bind("source", task.sourceKey())
                .bind("task", task.taskId())
                .bind("target", OperationTable.stored(operation.target()))
                .bind("recordType", operation.record().type())
                .bind("recordId", operation.record().id())
                .map((row, context) -> row.getBytes(1))
                .findOne();
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

    /** A task whose operations are being read. */
    private record Due(String source, String task, Instant opened, int polls, List<TaskOperation> operations) {
        static Due of(ResultSet row) throws SQLException {
            return new Due(
                    OperationTable.text(row, "source"),
                    OperationTable.text(row, "task"),
                    Micros.read(row.getLong("opened_at")),
                    row.getInt("polls"),
                    new ArrayList<>());
        }

        OpenTask claimed(Instant now, Instant until) {
            return new OpenTask(source, task, opened, polls, now, until, operations);
        }
    }
}
