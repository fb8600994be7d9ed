package dev.fhirgateway.ledger.jobs;

import dev.fhirgateway.ledger.BatchEntries;
import dev.fhirgateway.ledger.BatchStatus;
import dev.fhirgateway.ledger.LedgerJob;
import dev.fhirgateway.ledger.LedgerReader;
import dev.fhirgateway.ledger.LedgerWriter;
import dev.fhirgateway.ledger.balance.BalanceTable;
import dev.fhirgateway.ledger.balance.End;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * The chunks in which jobs are delivered. What became of their entries is never told twice: it is read from the batches
 * that their rounds were, and the latest round that knows of an entry is right. All is read and written on the calling
 * thread; what the ledger cannot do ends in {@link dev.fhirgateway.ledger.LedgerUnavailable}.
 */
public final class Chunks {
    private final LedgerReader reader;
    private final LedgerWriter writer;
    private final Clock clock;

    /** @param clock tells when something happened */
    public Chunks(LedgerReader reader, LedgerWriter writer, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
    }

    /** A round is about to be sent: a new chunk, or what is left of one. */
    public void begin(JobChunk chunk) {
        writer.written(handle -> {
            ChunkTable.begin(handle, chunk);
            if (chunk.round() > 0) {
                ChunkTable.leave(handle, chunk.batchId(chunk.round() - 1));
            }
            JobTable.start(handle, chunk.job(), clock.instant());
            return true;
        });
    }

    /** What became of the entries of a chunk by its last round, those that are known, by their positions in the job. */
    public SortedMap<Integer, BatchStatus.Entry> entries(JobChunk chunk) {
        SortedMap<Integer, BatchStatus.Entry> known = new TreeMap<>();
        add(known, JobChunk.range(chunk.first(), chunk.entries()), chunk.batchId(0));
        List<List<Integer>> rounds = reader.read(handle -> ChunkTable.rounds(handle, chunk));
        for (int round = 1; round <= rounds.size(); round++) {
            add(known, rounds.get(round - 1), chunk.batchId(round));
        }
        return known;
    }

    private void add(SortedMap<Integer, BatchStatus.Entry> known, List<Integer> positions, String batchId) {
        for (BatchStatus.Entry entry : BatchEntries.read(reader, batchId)) {
            int position = positions.get(entry.position());
            known.put(position, entry.at(position));
        }
    }

    /** How many entries of the last round were sent, and are not known to be stored. */
    public int triedInVain(JobChunk chunk) {
        return reader.read(handle -> handle.createQuery("SELECT count(*) FROM passage p"
                        + " JOIN batch b ON b.number = p.batch WHERE b.id = ?"
                        + " AND p.number BETWEEN b.first_passage AND b.first_passage + b.entries - 1"
                        + " AND p.outcome = 'undelivered' AND p.tries > 0")
                .bind(0, chunk.batchId())
                .map((row, context) -> row.getInt(1))
                .one());
    }

    /**
     * Counts what became of the entries of a chunk.
     *
     * @param known what {@link #entries} gave
     * @param over whether nothing more of it is sent
     */
    public void count(JobChunk chunk, SortedMap<Integer, BatchStatus.Entry> known, boolean over) {
        count(chunk, known, over, handle -> true);
    }

    /**
     * The same.
     *
     * @param also is written with it, in one transaction
     */
    public void count(JobChunk chunk, SortedMap<Integer, BatchStatus.Entry> known, boolean over, LedgerJob<?> also) {
        JobCounts counts = JobCounts.of(known.values(), chunk.entries(), over);
        writer.written(new LedgerJob<Boolean>() {
            @Override
            public Boolean run(Handle handle) throws SQLException {
                if (over && ChunkTable.isOpen(handle, chunk)) {
                    giveUp(handle, chunk, JobCounts.of(known.values(), chunk.entries(), false));
                }
                ChunkTable.count(handle, chunk, counts, over ? clock.instant() : null);
                also.run(handle);
                return true;
            }

            @Override
            public void rolledBack() {
                also.rolledBack();
            }
        });
    }

    /** What is not delivered by now has failed; or its sender has taken it back. */
    private static void giveUp(Handle handle, JobChunk chunk, JobCounts counts) {
        End end = JobTable.isCancelled(handle, chunk.job()) ? End.ANSWERED : End.DEAD_LETTERED;
        BalanceTable.endedOfJob(handle, chunk.job(), end, counts.undone());
        ChunkTable.leave(handle, chunk.batchId());
    }

    /** The chunks of which something is left to be delivered, in their order. */
    public List<JobChunk> open(Job job) {
        return reader.read(handle -> ChunkTable.open(handle, job));
    }

    /** The chunks from a number on of whose entries some are expected to end soon, in their order. */
    public List<JobChunk> pending(Job job, int from, int atMost) {
        return reader.read(handle -> ChunkTable.pending(handle, job, from, atMost));
    }

    /** One chunk; empty when there is none of this number. */
    public Optional<JobChunk> find(Job job, int number) {
        return reader.read(handle -> ChunkTable.find(handle, job, number));
    }

    /** The last chunk; empty when there is none. */
    public Optional<JobChunk> last(Job job) {
        return reader.read(handle -> ChunkTable.last(handle, job));
    }
}
