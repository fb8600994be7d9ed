package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.letters.LetterBook;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of the registry that are followed, with their schedule, so that a gateway goes on after a restart where the
 * last one stopped. However many there are, nothing of them is kept in memory but what somebody waits for.
 */
public final class OpenTasks {
    private final TaskWaits waits;
    private final NextDue nextPoll = new NextDue();
    private final RecordMemory records;
    private final AwaitedRecords parking;
    private final LetterBook letters;
    private final LedgerReader reader;
    private final LedgerWriter writer;
    private final Clock clock;

    /**
     * @param parking the records that parked relationships wait for
     * @param letters what failed finally
     */
    OpenTasks(
            RecordMemory records,
            AwaitedRecords parking,
            LetterBook letters,
            LedgerReader reader,
            LedgerWriter writer,
            Clock clock) {
        this.parking = parking;
        this.letters = letters;
        this.waits = new TaskWaits(reader, writer, nextPoll, clock);
        this.records = records;
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Remembers a task, at once. The registry tells its name only now, and never again.
     *
     * @param firstPoll when to ask about it for the first time
     * @return completes when it is committed; exceptionally with {@link LedgerUnavailable} when it cannot be
     */
    public CompletionStage<@Nullable Void> open(NewTask task, Instant firstPoll) {
        Instant now = clock.instant();
        Set<LiveRecord> written = new LinkedHashSet<>();
        Set<RecordId> others = new HashSet<>();
        for (NewTask.Write write : task.writes()) {
            if (task.kind() != NewTask.Kind.SINGLE) {
                records.opened(write.operation().entry());
            }
            if (write.operation().target() == Target.RESOURCE) {
                LiveRecord live = write.entry() == null ? null : write.entry().live();
                if (live == null) {
                    others.add(record(task.source(), write.operation()));
                } else {
                    written.add(live);
                }
            }
        }
        HeldRecords held = records.hold(others);
        written.addAll(held.all());
        written.forEach(record -> record.change(known -> known.ended(Outcome.ACCEPTED, task.taskId())));
        return writer.write(handle -> {
                    TaskTable.insert(handle, reader.vault(), task, now, firstPoll);
                    RecordTable.write(handle, written);
                    return true;
                })
                .<@Nullable Void>thenApply(done -> null)
                .whenComplete((done, fault) -> {
                    nextPoll.at(firstPoll);
                    held.close();
                });
    }

    /**
     * The tasks that are due, those first that have been for the longest time. Read on the calling thread. What they carry
     * out is read only of those that are claimed. None while the ledger is in trouble: what the registry told of them would
     * be lost.
     *
     * @param atMost how many are looked at
     * @param claim whether a task of a source is to be asked about now by whoever calls this
     * @param patience how long that may take
     * @throws LedgerUnavailable when the ledger cannot be read
     */
    public List<OpenTask> due(int atMost, BiPredicate<String, String> claim, Duration patience) {
        Instant now = clock.instant();
        if (writer.isInTrouble() || !nextPoll.by(now)) {
            return List.of();
        }
        nextPoll.asking();
        try {
            return reader.read(handle -> {
                List<OpenTask> due = TaskReads.due(handle, now, now.plus(patience), atMost, claim);
                TaskReads.next(handle).ifPresent(nextPoll::at);
                return due;
            });
        } catch (LedgerUnavailable fault) {
            nextPoll.at(now);
            throw fault;
        }
    }

    /** What was sent for an operation, as long as it may have to be sent again. */
    public Optional<byte[]> payload(OpenTask task, TaskOperation operation) {
        return reader.read(handle -> TaskReads.payload(handle, reader.vault(), task, operation));
    }

    /**
     * Remembers what the registry told of a task, and what follows from it for records and entries.
     *
     * @return completes when that is committed, with the entries that ended by it, those aside that are told with the
     *     results of their batch
     */
    public CompletionStage<List<EntryEnd>> record(TaskNews news) {
        Set<RecordId> ended = new HashSet<>();
        Set<RecordId> settled = new HashSet<>();
        for (TaskNews.Operation operation : news.operations()) {
            RecordId record = record(news.task().sourceKey(), operation.operation());
            if (!operation.word().isOpen()) {
                ended.add(record);
            }
            if (operation.word() != OperationWord.PENDING) {
                settled.add(record);
            }
        }
        HeldRecords held = records.hold(ended);
        return writer.write(new TaskEnds(news, held, parking, letters, reader.vault(), clock))
                .whenComplete((ends, fault) -> {
                    held.close();
                    nextPoll.at(news.nextPoll());
                    if (fault == null) {
                        settled.forEach(waits::goOn);
                        news.operations().stream()
                                .filter(operation ->
                                        operation.word().isOpen() && operation.word() != OperationWord.PENDING)
                                .forEach(operation ->
                                        records.lasts(operation.operation().entry()));
                    }
                })
                .thenApply(
                        ends -> ends.stream().filter(end -> !records.told(end)).toList());
    }

    /**
     * When a later write of a record need not wait any more for a task of it: because the task has ended, or because
     * that may take any time.
     */
    public CompletionStage<@Nullable Void> settled(RecordId record, String task) {
        return waits.until(record, task);
    }

    /** Has a task asked about as soon as possible, because somebody waits for it. */
    public void hurry(String source, String task) {
        waits.hurry(source, task);
    }

    /** How many there are. */
    public OpenTaskCount count() {
        return reader.read(TaskReads::count);
    }

    private static RecordId record(String source, TaskOperation operation) {
        return new RecordId(
                source, operation.entry().resourceType(), operation.entry().id());
    }
}
