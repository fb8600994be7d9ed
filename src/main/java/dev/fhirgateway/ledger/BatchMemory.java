package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertResult;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is found out about the entries of a batch in work. */
public final class BatchMemory {
    private final long number;
    private final long firstPassage;
    private final List<EntryMemory> entries;
    private final HeldRecords held;
    private final BatchEnds ends = new BatchEnds();
    private final EndedEntries ended;
    private final CompletableFuture<@Nullable Void> begun = new CompletableFuture<>();
    private final Map<Integer, UpsertResult> written = new ConcurrentHashMap<>();
    private final Map<LiveRecord, RecordState> writtenRecords = new HashMap<>();
    private boolean hasBegun;

    private BatchMemory(long number, long firstPassage, List<EntryMemory> entries, HeldRecords held) {
        this.number = number;
        this.firstPassage = firstPassage;
        this.entries = entries;
        this.held = held;
        this.ended = new EndedEntries(entries.size());
    }

    /**
     * @param firstPassage the number of its first entry; the others have the next ones
     * @param ids of the records that its entries name, in their order
     * @param held all of them
     * @param keepsBodies whether what is sent is kept
     * @param unattended whether it is needed at the end, also when it is not kept
     */
    static BatchMemory of(
            long number,
            long firstPassage,
            List<Optional<RecordId>> ids,
            HeldRecords held,
            Clock clock,
            boolean keepsBodies,
            boolean unattended) {
        List<EntryMemory> entries = ids.stream()
                .map(id -> new EntryMemory(id.map(held::get).orElse(null), clock, keepsBodies, unattended))
                .toList();
        return new BatchMemory(number, firstPassage, entries, held);
    }

    /** The records that the entries of a batch name, in their order. */
    static List<Optional<RecordId>> ids(UpsertBatch batch) {
        return batch.entries().stream().map(RecordId::of).toList();
    }

    /** Its number in the ledger. */
    public long number() {
        return number;
    }

    /** The entry at a position, from 0. */
    public EntryMemory entry(int position) {
        return entries.get(position);
    }

    /** The positions of the entries that name a record and are not written yet. */
    List<Integer> positions(RecordId id) {
        return IntStream.range(0, entries.size())
                .filter(position -> entries.get(position).names(id) && !written.containsKey(position))
                .boxed()
                .toList();
    }

    /** How its entries end whose tasks it waits for. */
    public BatchEnds ends() {
        return ends;
    }

    /** How many entries it has. */
    public int size() {
        return entries.size();
    }

    /** All of them, in their order. */
    List<EntryMemory> entries() {
        return entries;
    }

    void close() {
        held.close();
    }

    /**
     * Completes when it is in the ledger, and what the ledger knows of its records is in memory; exceptionally with
     * {@link LedgerUnavailable}.
     */
    public CompletableFuture<@Nullable Void> begun() {
        return begun;
    }

    /**
     * Reads what is known of its records, and writes what it is about to do.
     *
     * @param day that its entries count for; null for none
     */
    void begin(Handle handle, Origin origin, @Nullable String day, List<Optional<RecordId>> ids) throws SQLException {
        held.load(handle);
        BatchTable.begin(handle, number, firstPassage, origin, day, ids);
        hasBegun = true;
    }

    /** What it was about to do is not written. */
    void notBegun() {
        hasBegun = false;
    }

    /** Whether it is in the ledger. To be asked by the writer. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** An entry has a result that changes no more; gives those that are to be written now, as a rule none. */
    List<UpsertResult> ended(UpsertResult result) {
        return ended.add(result);
    }

    /** To write entries with. */
    EntryWrites writes(BodyTable bodies, Instant at) {
        return new EntryWrites(number, firstPassage, writtenRecords, bodies, at);
    }

    void written(List<UpsertResult> results) {
        results.forEach(result -> written.put(result.entry().index(), result));
    }

    void notWritten(List<UpsertResult> results) {
        results.forEach(result -> written.remove(result.entry().index(), result));
    }

    /** The records that it names. */
    Collection<LiveRecord> records() {
        return held.all();
    }

    /** The entries that are not written at its end; those that were written with another result are written anew. */
    List<Passage> unwritten(Handle handle, BatchReport report, Instant at) throws SQLException {
        List<Passage> passages = new ArrayList<>();
        for (UpsertResult result : report.results()) {
            int position = result.entry().index();
            UpsertResult before = written.get(position);
            if (before == null) {
                passages.add(passage(result));
            } else if (before != result) {
                PassageTable.rewrite(handle, firstPassage + position, passage(result), at);
            }
        }
        return passages;
    }

    /** All its entries as they are written at its end. */
    List<Passage> passages(BatchReport report) {
        return report.results().stream().map(this::passage).toList();
    }

    /** An entry as it is written. */
    Passage passage(UpsertResult result) {
        int position = result.entry().index();
        return entries.get(position)
                .ended(
                        position,
                        Outcome.of(result),
                        isWhole(result),
                        version(result),
                        blame(result),
                        task(result),
                        EndWords.of(result),
                        EndWords.ofWaiting(result));
    }

    private static boolean isWhole(UpsertResult result) {
        return result instanceof UpsertResult.Persisted persisted
                && persisted.unresolved().stream().allMatch(Unresolved::waits);
    }

    private static @Nullable Long version(UpsertResult result) {
        if (result instanceof UpsertResult.Persisted persisted) {
            return Long.valueOf(persisted.versionId());
        }
        return result instanceof UpsertResult.Unchanged unchanged ? Long.valueOf(unchanged.versionId()) : null;
    }

    private static @Nullable String blame(UpsertResult result) {
        if (result instanceof UpsertResult.Rejected rejected) {
            return rejected.blame().code();
        }
        return result instanceof UpsertResult.Undelivered undelivered
                ? undelivered.blame().code()
                : null;
    }

    private static @Nullable String task(UpsertResult result) {
        return result instanceof UpsertResult.Accepted accepted ? accepted.taskId() : null;
    }
}
