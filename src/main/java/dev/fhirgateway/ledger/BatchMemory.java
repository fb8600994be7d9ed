package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Unresolved;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is found out about the entries of a batch in work. */
public final class BatchMemory {
    private final long number;
    private final List<EntryMemory> entries;
    private final HeldRecords held;
    private final BatchEnds ends = new BatchEnds();

    private BatchMemory(long number, List<EntryMemory> entries, HeldRecords held) {
        this.number = number;
        this.entries = entries;
        this.held = held;
    }

    /**
     * @param ids of the records that its entries name, in their order
     * @param held all of them
     * @param keepsBodies whether what is sent is kept
     * @param unattended whether it is needed at the end, also when it is not kept
     */
    static BatchMemory of(
            long number,
            List<Optional<RecordId>> ids,
            HeldRecords held,
            Clock clock,
            boolean keepsBodies,
            boolean unattended) {
        List<EntryMemory> entries = ids.stream()
                .map(id -> new EntryMemory(id.map(held::get).orElse(null), clock, keepsBodies, unattended))
                .toList();
        return new BatchMemory(number, entries, held);
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

    /** The positions of the entries that name a record. */
    List<Integer> positions(RecordId id) {
        return IntStream.range(0, entries.size())
                .filter(position -> entries.get(position).names(id))
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

    /** The entries as they are written at the end. */
    List<Passage> passages(BatchReport report) {
        List<Passage> passages = new ArrayList<>(entries.size());
        for (UpsertResult result : report.results()) {
            passages.add(passage(result));
        }
        return passages;
    }

    private Passage passage(UpsertResult result) {
        UpsertEntry entry = result.entry();
        return entries.get(entry.index())
                .ended(
                        Outcome.of(result),
                        isWhole(result),
                        version(result),
                        blame(result),
                        task(result),
                        EndWords.of(result));
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
