package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Blame;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What became of the entries of one batch, those included that the registry has accepted. */
public final class BatchEntries {
    private final Handle handle;
    private final Vault vault;
    private final String batchId;
    private final Map<Integer, Task> tasks;

    /** @param vault opens what the registry told of their tasks */
    BatchEntries(Handle handle, Vault vault, String batchId) {
        this.handle = handle;
        this.vault = vault;
        this.batchId = batchId;
        this.tasks = tasks();
    }

    /**
     * All entries of a batch, in their order; none when it is not over, or forgotten. Read on the calling thread.
     *
     * @throws LedgerUnavailable when the ledger cannot be read
     */
    public static List<BatchStatus.Entry> read(LedgerReader reader, String batchId) {
        return reader.read(handle -> handle.createQuery(
                        "SELECT first_passage, entries FROM batch WHERE id = ? AND state <> 'open'")
                .bind(0, batchId)
                .map((row, context) ->
                        new BatchEntries(handle, reader.vault(), batchId).of(row.getLong(1), row.getInt(2)))
                .findOne()
                .orElse(List.of()));
    }

    /** Whether the registry made a task of any. */
    boolean anyFollowed() {
        return !tasks.isEmpty();
    }

    /**
     * All of them, in their order; none when they are forgotten.
     *
     * @param first the number of its first passage
     */
    List<BatchStatus.Entry> of(long first, int count) {
        return handle.createQuery("SELECT position, type, id, outcome, blame, version, words, waits FROM passage"
                        + " WHERE number BETWEEN :first AND :last ORDER BY number")
                .bind("first", first)
                .bind("last", first + count - 1)
                .map((row, context) -> entry(row, tasks.get(row.getInt(1))))
                .list();
    }

    private Map<Integer, Task> tasks() {
        Map<Integer, Task> found = new HashMap<>();
        handle.createQuery("SELECT position, task, state, words, reason FROM task_operation"
                        + " WHERE batch = :id AND state <> 'replaced'")
                .bind("id", batchId)
                .map((row, context) -> {
                    Task task = Task.of(row, words(row));
                    found.merge(row.getInt(1), task, Task::and);
                    return task;
                })
                .list();
        return found;
    }

    /** As they came; without what was sent, when their key is not there any more. */
    private @Nullable String words(ResultSet row) throws SQLException {
        byte[] reason = row.getBytes(5);
        String masked = row.getString(4);
        return reason == null
                ? masked
                : SealedOperation.opened(vault, reason, batchId, row.getInt(1)).orElse(masked);
    }

    private static BatchStatus.Entry entry(ResultSet row, @Nullable Task task) throws SQLException {
        long version = row.getLong(6);
        Long known = row.wasNull() ? null : Long.valueOf(version);
        Outcome outcome = Outcome.read(OperationTable.text(row, "outcome"));
        String blame = row.getString(5);
        String words = EndWords.joined(row.getString(7), row.getString(8));
        return new BatchStatus.Entry(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                outcome,
                blame == null ? null : Blame.ofCode(blame),
                known,
                task == null ? null : task.id,
                task == null ? null : task.word,
                task != null ? task.words : words == null ? List.of() : List.of(words));
    }

    /** What is known of the tasks of an entry; the one that is furthest from its end stands for them. */
    private record Task(String id, OperationWord word, List<String> words) {
        static Task of(ResultSet row, @Nullable String words) throws SQLException {
            return new Task(
                    OperationTable.text(row, "task"),
                    OperationWord.of(OperationTable.text(row, "state")),
                    words == null ? List.of() : List.of(words));
        }

        Task and(Task other) {
            List<String> all = new ArrayList<>(words);
            all.addAll(other.words);
            Task slower = Comparator.comparing(Task::word).compare(this, other) <= 0 ? this : other;
            return new Task(slower.id, slower.word, all);
        }
    }
}
