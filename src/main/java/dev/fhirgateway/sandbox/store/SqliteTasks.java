package dev.fhirgateway.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.sandbox.record.Operation;
import dev.fhirgateway.sandbox.record.PendingTask;
import dev.fhirgateway.sandbox.record.Task;
import dev.fhirgateway.sandbox.record.TaskShelf;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps tasks in two tables: the tasks, and the operations of those that wait, one row each, so that no request has to
 * be written as one piece of many megabytes.
 */
final class SqliteTasks implements TaskShelf {
    private final Sql sql;
    private final long maxReceipts;
    private long receipts;

    /** @param maxReceipts how many receipts are remembered; the latest task's always */
    SqliteTasks(Sql sql, long maxReceipts) {
        this.sql = sql;
        this.maxReceipts = maxReceipts;
        this.receipts = sql.number("SELECT coalesce(sum(receipts), 0) FROM task WHERE ended IS NOT NULL");
    }

    @Override
    public void keep(PendingTask task) {
        sql.update(
                "INSERT INTO task (number, source, id, received, due, work, receipts) VALUES (?, ?, ?, ?, ?, ?, 0)",
                task.number(),
                task.sourceKey(),
                task.taskId(),
                task.receivedAt().toString(),
                task.due().toString(),
                text(StoredTask.waiting(task)));
        List<Operation> operations = task.work().operations();
        for (int i = 0; i < operations.size(); i++) {
            sql.update(
                    "INSERT INTO operation (task, position, body) VALUES (?, ?, ?)",
                    task.number(),
                    i,
                    text(StoredOperation.toJson(operations.get(i))));
        }
    }

    @Override
    public void finish(PendingTask task, Task done) {
        sql.update("DELETE FROM operation WHERE task = ?", task.number());
        sql.update(
                "INSERT INTO task (number, source, id, ended, receipts) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (number) DO UPDATE SET ended = excluded.ended, receipts = excluded.receipts,"
                        + " work = NULL",
                task.number(),
                task.sourceKey(),
                task.taskId(),
                text(StoredTask.ended(done)),
                done.weight());
        receipts += done.weight();
        while (receipts > maxReceipts && forgetOldestBut(task.number())) {
            // One more of those that were taken first may have to go.
        }
    }

    @Override
    public void forget(PendingTask task) {
        sql.update("DELETE FROM operation WHERE task = ?", task.number());
        sql.update("DELETE FROM task WHERE number = ?", task.number());
    }

    @Override
    public Optional<Task> find(String sourceKey, String taskId) {
        return sql.one(
                "SELECT ended FROM task WHERE source = ? AND id = ? AND ended IS NOT NULL",
                row -> StoredTask.ended(taskId, json(row, 1)),
                sourceKey,
                taskId);
    }

    @Override
    public List<PendingTask> pending() {
        return sql
                .all(
                        "SELECT number, source, id, received, due, work FROM task WHERE ended IS NULL ORDER BY number",
                        Waiting::new)
                .stream()
                .map(this::withOperations)
                .toList();
    }

    @Override
    public long lastNumber() {
        return sql.number("SELECT coalesce(max(number), 0) FROM task");
    }

    @Override
    public void clear() {
        sql.update("DELETE FROM operation");
        sql.update("DELETE FROM task");
        receipts = 0;
    }

    private boolean forgetOldestBut(long latest) {
        Optional<Integer> forgotten = sql.one(
                "DELETE FROM task WHERE number ="
                        + " (SELECT number FROM task WHERE ended IS NOT NULL AND number <> ? ORDER BY number LIMIT 1)"
                        + " RETURNING receipts",
                row -> row.getInt(1),
                latest);
        receipts -= forgotten.orElse(0);
        return forgotten.isPresent();
    }

    private PendingTask withOperations(Waiting waiting) {
        List<Operation> operations = sql.all(
                "SELECT body FROM operation WHERE task = ? ORDER BY position",
                row -> StoredOperation.read(json(row, 1)),
                waiting.number);
        return new PendingTask(
                waiting.number,
                waiting.taskId,
                waiting.receivedAt,
                waiting.due,
                StoredTask.work(waiting.sourceKey, waiting.work, operations),
                StoredTask.fate(waiting.work));
    }

    private static String text(JsonNode json) {
        return new String(RegistryJson.bytes(json), StandardCharsets.UTF_8);
    }

    private static JsonNode json(ResultSet row, int column) throws SQLException {
        return RegistryJson.parse(row.getString(column).getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> StoreException.unreadable("a task"));
    }

    /** The row of a task that waits. */
    private record Waiting(
            long number, String sourceKey, String taskId, Instant receivedAt, Instant due, JsonNode work) {
        Waiting(ResultSet row) throws SQLException {
            this(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    Instant.parse(row.getString(4)),
                    Instant.parse(row.getString(5)),
                    json(row, 6));
        }
    }
}
