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
                    .orElseThrow(() -> new RequestRefused(
                            404,
                            "not-found",
                            "there is no such batch, or the registry had nothing of it left to do when it was answered: then"
                                    + " its answer told all"));
        } catch (LedgerUnavailable fault) {
            throw new RequestRefused(
                    503,
                    "transient",
                    "the gateway cannot look it up now (the ledger: " + fault.getMessage() + ")",
                    Map.of("Retry-After", RetryAfter.seconds(retryAfter)));
        }
    }

    private Optional<BatchStatus> find(Handle handle, BatchInquiry inquiry) {
        Map<Integer, Task> tasks = tasks(handle, reader.vault(), inquiry.batchId());
        if (tasks.isEmpty()) {
            return Optional.empty();
        }
        return handle.createQuery("SELECT CASE WHEN state = 'open' THEN NULL ELSE first_passage END, entries FROM batch"
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

    private static Map<Integer, Task> tasks(Handle handle, Vault vault, String batchId) {
        Map<Integer, Task> tasks = new HashMap<>();
        handle.createQuery("SELECT position, task, state, words, reason FROM task_operation"
                        + " WHERE batch = :id AND state <> 'replaced'")
                .bind("id", batchId)
                .map((row, context) -> {
                    Task task = Task.of(row, words(row, vault, batchId));
                    tasks.merge(row.getInt(1), task, Task::and);
                    return task;
                })
                .list();
        return tasks;
    }

    /** As they came; without what was sent, when their key is not there any more. */
    private static @Nullable String words(ResultSet row, Vault vault, String batchId) throws SQLException {
        byte[] reason = row.getBytes(5);
        String masked = row.getString(4);
        return reason == null
                ? masked
                : SealedOperation.opened(vault, reason, batchId, row.getInt(1)).orElse(masked);
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
