package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.letters.EndedBatch;
import dev.fhirgateway.ledger.letters.LetterBook;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Delivered;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the records that batches in work name. It costs a batch one read and one write before its first entry
 * and one write after its last, however many entries it has; the entries between them find everything in memory.
 */
public final class RecordMemory {
    private final Map<String, BatchMemory> batches = new ConcurrentHashMap<>();
    private final LiveRecords live;
    private final LedgerReader reader;
    private final LedgerWriter writer;
    private final Trouble trouble;
    private final Numbers numbers;
    private final BodyTable bodies;
    private final boolean keepsBodies;
    private final AwaitedRecords awaited;
    private final LetterBook letters;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param trouble of the ledger; while there is any, no batch begins
     * @param awaited the records that relationships wait for
     * @param letters what failed finally
     * @param bodies where what is sent is kept
     * @param keepsBodies whether it is
     * @param zone in which the days of the balance begin
     */
    RecordMemory(
            LedgerReader reader,
            LedgerWriter writer,
            Trouble trouble,
            Numbers numbers,
            AwaitedRecords awaited,
            LetterBook letters,
            BodyTable bodies,
            boolean keepsBodies,
            Clock clock,
            ZoneId zone) {
        this.reader = reader;
        this.writer = writer;
        this.trouble = trouble;
        this.numbers = numbers;
        this.live = new LiveRecords(numbers);
        this.awaited = awaited;
        this.letters = letters;
        this.bodies = bodies;
        this.keepsBodies = keepsBodies;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Has what is known of its records read, and what it is about to do written; the batch tells when that is done. It has
     * to be ended. Both are one job of the writer: what it reads is then in the cache of the connection that will write it.
     *
     * @throws LedgerUnavailable when the ledger is in trouble; it is not to be ended then
     */
    public BatchMemory begin(UpsertBatch batch) {
        trouble.reason().ifPresent(reason -> {
            throw new LedgerUnavailable(reason);
        });
        List<Optional<RecordId>> ids = BatchMemory.ids(batch);
        HeldRecords held =
                live.hold(ids.stream().flatMap(Optional::stream).collect(Collectors.toCollection(LinkedHashSet::new)));
        try {
            BatchMemory memory = BatchMemory.of(
                    numbers.nextBatch(),
                    numbers.nextPassages(ids.size()),
                    ids,
                    held,
                    clock,
                    keepsBodies,
                    batch.origin().wishes().unattended());
            letters.versionsAtFailure(batch.origin())
                    .forEach((position, version) -> memory.entry(position).replays(version));
            batches.put(batch.origin().batchId(), memory);
            var unused = writer.write(new BatchBegin(memory, batch.origin(), zone, ids))
                    .whenComplete((done, fault) -> {
                        if (fault == null) {
                            memory.begun().complete(null);
                        } else {
                            memory.begun().completeExceptionally(fault);
                        }
                    });
            return memory;
        } catch (RuntimeException | Error fault) {
            held.close();
            throw fault;
        }
    }

    /**
     * An entry of a batch in work has a result that changes no more. It may be written before its batch ends, with others,
     * while the registry works on the rest; not so when nobody waits for the answer.
     */
    public void ended(UpsertResult result) {
        if (result.entry().origin().wishes().unattended()) {
            return;
        }
        BatchMemory memory = batch(result.entry());
        List<UpsertResult> slice = memory.ended(result);
        if (!slice.isEmpty()) { // when it fails, they are written at the end
            var unused = writer.write(new BatchSlice(memory, slice, bodies, clock.instant()));
        }
    }

    /**
     * Writes what became of a batch, as far as it is not written, and lets its records go.
     *
     * @return completes when that is committed; exceptionally with {@link LedgerUnavailable} when it cannot be, or the
     *     batch had not begun
     */
    public CompletionStage<@Nullable Void> end(BatchReport report) {
        String id = report.batch().origin().batchId();
        BatchMemory memory = of(id);
        return memory.begun()
                .thenCompose(begun -> writer.write(end(memory, report)))
                .handle((count, fault) -> {
                    batches.remove(id);
                    memory.close();
                    if (fault != null) {
                        throw fault instanceof RuntimeException known ? known : new CompletionException(fault);
                    }
                    return null;
                });
    }

    private LedgerJob<Integer> end(BatchMemory memory, BatchReport report) {
        Origin origin = report.batch().origin();
        Instant now = clock.instant();
        BatchEnd end = new BatchEnd(
                memory.number(),
                new BatchEnd.Kind("answered", origin.wishes().unattended(), origin.isPartOfJob()),
                handle -> memory.unwritten(handle, report, now),
                report.results().stream().map(Outcome::of).toList(),
                memory.records(),
                memory.writes(bodies, now),
                now);
        BatchParking parking =
                new BatchParking(end, origin.sourceKey(), memory.entries(), awaited, reader.vault(), clock);
        return new BatchLetters(
                parking,
                end,
                origin,
                () -> new EndedBatch(report, memory.entries(), memory.passages(report)),
                letters,
                clock);
    }

    /**
     * The batch that an entry came with.
     *
     * @throws IllegalStateException when it has not begun, or is over
     */
    public BatchMemory batch(UpsertEntry entry) {
        return of(entry.origin().batchId());
    }

    /**
     * A batch in work.
     *
     * @throws IllegalStateException when it has not begun, or is over
     */
    public BatchMemory batch(UpsertBatch batch) {
        return of(batch.origin().batchId());
    }

    /**
     * What is found out about an entry of a batch in work. What is sent again is of none: what comes of it is remembered
     * with the task.
     *
     * @throws IllegalStateException when its batch has not begun, or is over
     */
    public EntryMemory entry(UpsertEntry entry) {
        if (entry.origin().isFollowUp()) {
            return EntryMemory.unknown(RecordId.of(entry).orElseThrow(), clock);
        }
        return batch(entry).entry(entry.index());
    }

    /** A task was made of a write of an entry, which its batch waits for. */
    void opened(EntryName entry) {
        of(entry.batchId()).ends().opened(entry.position());
    }

    /** A task of an entry may take any time now: its batch does not wait for it. */
    void lasts(EntryName entry) {
        BatchMemory batch = batches.get(entry.batchId());
        if (batch != null) {
            batch.ends().lasts(entry.position());
        }
    }

    /** Whether the batch of an entry that has ended is in work, and tells its end by itself. */
    boolean told(EntryEnd end) {
        BatchMemory batch = batches.get(end.entry().batchId());
        return batch != null && batch.ends().told(end);
    }

    /** A lane of a batch has ended in its turn. What was not stored may become a letter, if nobody waits for it. */
    public void endedInTurn(List<EntryState> lane) {
        for (EntryState state : lane) {
            EntryState end = state instanceof Delivered delivered ? delivered.result() : state;
            if (end instanceof UpsertResult result
                    && result.entry().origin().wishes().unattended()
                    && !(result instanceof UpsertResult.Persisted)) {
                entry(result.entry()).leavesTurn();
            }
        }
    }

    private BatchMemory of(String batchId) {
        BatchMemory memory = batches.get(batchId);
        if (memory == null) {
            throw new IllegalStateException("an entry outside of its batch");
        }
        return memory;
    }

    /**
     * Holds records outside of a batch, to change what is known of them, and write it.
     *
     * @throws LedgerUnavailable when the ledger cannot be read; nothing is held then
     */
    public HeldRecords hold(Set<RecordId> ids) {
        HeldRecords held = live.hold(ids);
        try {
            return reader.read(handle -> {
                held.load(handle);
                return held;
            });
        } catch (RuntimeException | Error fault) {
            held.close();
            throw fault;
        }
    }

    /** The batches in work that name a record, by their numbers, each with the positions that do. */
    Map<Long, List<Integer>> underWay(RecordId id) {
        if (!live.holds(id)) {
            return Map.of();
        }
        return batches.values().stream()
                .filter(batch -> !batch.positions(id).isEmpty())
                .collect(Collectors.toMap(BatchMemory::number, batch -> batch.positions(id)));
    }

    /** Whether no batch is in work, and no record held. */
    boolean isIdle() {
        return batches.isEmpty() && live.isEmpty();
    }
}
