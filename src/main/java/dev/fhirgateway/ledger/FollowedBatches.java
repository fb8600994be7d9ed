package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.BatchInquiry;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.RetryAfter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What became of batches of which the registry accepted something that it had not stored yet. */
public final class FollowedBatches {
    private final LedgerReader reader;
    private final Duration retryAfter;

    /**
     * @param retryAfter what a client is told to wait when the ledger fails
     */
    public FollowedBatches(LedgerReader reader, Duration retryAfter) {
        this.reader = reader;
        this.retryAfter = retryAfter;
    }

    /**
     * What became of the batch that is asked for.
     *
     * @throws RequestRefused 404 when there is none of this client, or nothing of it was followed; 503 when the ledger
     *     cannot be read
     */
    public BatchStatus of(BatchInquiry inquiry) {
        try {
            return reader.read(handle -> find(handle, inquiry))
                    .orElseThrow(
                            () -> new RequestRefused(
                                    404,
                                    "not-found",
                                    "there is no batch of this id of which the registry accepted an entry that it had not stored"
                                            + " yet; what became of the entries of any other batch is told in its answer alone"));
        } catch (LedgerUnavailable fault) {
            throw new RequestRefused(
                    503,
                    "transient",
                    "the gateway cannot look it up now (the ledger: " + fault.getMessage() + ")",
                    Map.of("Retry-After", RetryAfter.seconds(retryAfter)));
        }
    }

    private static Optional<BatchStatus> find(Handle handle, BatchInquiry inquiry) {
        Map<Integer, Task> tasks = tasks(handle, inquiry.batchId());
        if (tasks.isEmpty()) {
            return Optional.empty();
        }
        return handle.createQuery("SELECT first_passage, entries FROM batch"
                        + " WHERE id = :id AND source = :source AND client = :client")
                .bind("id", inquiry.batchId())
                .bind("source", inquiry.sourceKey())
                .bind("client", inquiry.client())
                .map((row, context) -> status(handle, inquiry.batchId(), row, tasks))
                .findOne()
                .flatMap(found -> found);
    }

    /** Empty when its entries are forgotten. */
    private static Optional<BatchStatus> status(
            Handle handle, String batchId, ResultSet batch, Map<Integer, Task> tasks) throws SQLException {
        long first = batch.getLong(1);
        if (batch.wasNull()) {
            return Optional.of(new BatchStatus(batchId, List.of()));
        }
        return Optional.of(entries(handle, first, batch.getInt(2), tasks))
                .filter(entries -> !entries.isEmpty())
                .map(entries -> new BatchStatus(batchId, entries));
    }

    private static Map<Integer, Task> tasks(Handle handle, String batchId) {
        Map<Integer, Task> tasks = new HashMap<>();
        handle.createQuery("SELECT position, task, state, words FROM task_operation"
                        + " WHERE batch = :id AND state <> 'replaced'")
                .bind("id", batchId)
                .map((row, context) -> {
                    Task task = Task.of(row);
                    tasks.merge(row.getInt(1), task, Task::and);
                    return task;
                })
                .list();
        return tasks;
    }

    private static List<BatchStatus.Entry> entries(Handle handle, long first, int count, Map<Integer, Task> tasks) {
        return handle.createQuery("SELECT position, type, id, outcome, blame, version FROM passage"
                        + " WHERE number BETWEEN :first AND :last ORDER BY number")
                .bind("first", first)
                .bind("last", first + count - 1)
                .map((row, context) -> entry(row, tasks.get(row.getInt(1))))
                .list();
    }

    private static BatchStatus.Entry entry(ResultSet row, @Nullable Task task) throws SQLException {
        long version = row.getLong(6);
        Long known = row.wasNull() ? null : Long.valueOf(version);
        Outcome outcome = Outcome.read(OperationTable.text(row, "outcome"));
        String blame = row.getString(5);
        return new BatchStatus.Entry(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                outcome == Outcome.INTERRUPTED && task != null && task.word.isOpen() ? Outcome.ACCEPTED : outcome,
                blame == null ? null : Blame.ofCode(blame),
                known,
                task == null ? null : task.id,
                task == null ? null : task.word,
                task == null ? List.of() : task.words);
    }

    /** What is known of the tasks of an entry; the one that is furthest from its end stands for them. */
    private record Task(String id, OperationWord word, List<String> words) {
        static Task of(ResultSet row) throws SQLException {
            String words = row.getString(4);
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
