package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.UpsertResult;
import dev.fhirgateway.upsert.Wishes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Batches whose entries end in given ways, or do not, and tasks that end later. */
final class RandomHistory {
    static final String SOURCE = "zz-clinic";
    private static final List<String> WAYS =
            List.of("stored", "unchanged", "superseded", "rejected", "lost", "accepted", "told", "stored", "accepted");

    private final Random random;
    private final Deque<String> open = new ArrayDeque<>();
    private Instant now;
    private long received;
    private int records;

    /** @param start when the first batch is admitted; each comes an hour and a half after the last one */
    RandomHistory(Random random, Instant start) {
        this.random = random;
        this.now = start;
    }

    long received() {
        return received;
    }

    List<String> anyEnds() {
        return Stream.generate(() -> WAYS.get(random.nextInt(WAYS.size())))
                .limit(1 + random.nextInt(7))
                .toList();
    }

    /** A batch to its end. */
    void batch(Ledger ledger, String batchId, boolean unattended, List<String> ways) {
        UpsertBatch batch = next(batchId, unattended, ways.size());
        BatchMemory memory = ledger.records().begin(batch);
        List<UpsertResult> results = new ArrayList<>();
        for (int position = 0; position < ways.size(); position++) {
            result(ledger, batch.entries().get(position), memory.entry(position), ways.get(position))
                    .ifPresent(results::add);
        }
        ledger.records()
                .end(BatchReport.of(batch, results))
                .toCompletableFuture()
                .join();
    }

    /** A batch that the gateway does not get to the end of. The ledger is to be opened again. */
    void killed(Ledger ledger, String batchId, List<String> ways) {
        UpsertBatch batch = next(batchId, false, ways.size());
        BatchMemory memory = ledger.records().begin(batch);
        for (int position = 0; position < ways.size(); position++) {
            result(ledger, batch.entries().get(position), memory.entry(position), ways.get(position));
        }
        memory.close();
    }

    private UpsertBatch next(String batchId, boolean unattended, int size) {
        Wishes wishes = unattended ? Wishes.UNATTENDED : Wishes.NONE;
        Origin origin = new Origin(batchId, "ehr", SOURCE, now, now.plusSeconds(120), wishes);
        now = now.plus(Duration.ofMinutes(90));
        received += size;
        List<UpsertEntry> entries = new ArrayList<>();
        for (int position = 0; position < size; position++) {
            entries.add(
                    new UpsertEntry(origin, position, OriginalBytes.none(), "Patient", "p-" + records++, List.of()));
        }
        return new UpsertBatch(origin, UpsertRequest.Preference.REPRESENTATION, entries);
    }

    private Optional<UpsertResult> result(Ledger ledger, UpsertEntry entry, EntryMemory known, String way) {
        Problem problem = new Problem("value", "Patient", "wrong");
        return switch (way) {
            case "stored" -> {
                send(entry, known);
                known.stored(now, null);
                yield Optional.of(new UpsertResult.Persisted(entry, true, "1", now, null));
            }
            case "unchanged" -> Optional.of(new UpsertResult.Unchanged(entry, "1", now, null));
            case "superseded" -> Optional.of(new UpsertResult.Superseded(entry, new UpsertResult.NewerVersion("1")));
            case "rejected" -> Optional.of(new UpsertResult.Rejected(entry, Blame.SOURCE_DATA, List.of(problem)));
            case "lost" -> Optional.empty();
            case "accepted" -> Optional.of(accepted(ledger, entry, known));
            case "told" -> {
                UpsertResult accepted = accepted(ledger, entry, known);
                endTask(ledger, random.nextBoolean()); // perhaps its own, before its batch is over
                yield Optional.of(accepted);
            }
            default -> throw new IllegalArgumentException(way);
        };
    }

    private UpsertResult accepted(Ledger ledger, UpsertEntry entry, EntryMemory known) {
        send(entry, known);
        String task = "t-" + entry.id();
        known.captured(task);
        TaskOperation operation =
                new TaskOperation(Target.RESOURCE, name(entry), EntryName.of(entry), "zz-content", 1, true);
        NewTask.Write write = new NewTask.Write(operation, "content".getBytes(StandardCharsets.UTF_8), known);
        ledger.tasks()
                .open(new NewTask(SOURCE, task, NewTask.Kind.SINGLE, List.of(write)), Instant.EPOCH)
                .toCompletableFuture()
                .join();
        open.add(task);
        return new UpsertResult.Accepted(entry, task);
    }

    private static void send(UpsertEntry entry, EntryMemory known) {
        known.sends(RememberedWork.hash("content"), "m-1", Map.of(name(entry), new byte[] {1}));
        known.called(name(entry), 1, 200);
    }

    private static RecordName name(UpsertEntry entry) {
        return new RecordName("patient", String.valueOf(entry.id()));
    }

    /** One of the tasks that are open ends, if there is any. */
    void endTask(Ledger ledger, boolean well) {
        endTask(ledger, well ? OperationWord.PERSISTED : OperationWord.REFUSED);
    }

    /** The same, by that word. */
    void endTask(Ledger ledger, OperationWord word) {
        boolean well = word == OperationWord.PERSISTED;
        if (open.isEmpty()) {
            return;
        }
        String task = random.nextBoolean() ? open.removeFirst() : open.removeLast();
        var due = ledger.tasks().due(10_000, (source, one) -> true, Duration.ZERO).stream()
                .filter(one -> one.taskId().equals(task))
                .findFirst()
                .orElseThrow();
        TaskNews.Operation told =
                new TaskNews.Operation(due.operations().get(0), word, well ? null : "no", well ? now : null, null);
        ledger.tasks()
                .record(new TaskNews(due, 1, now, List.of(told)))
                .toCompletableFuture()
                .join();
    }
}
