package dev.fhirgateway.ledger.jobs;

import dev.fhirgateway.ledger.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The tables {@code job_chunk} and {@code job_round}. */
final class ChunkTable {
    private static final String SELECT = "SELECT c.job, c.chunk, c.first, c.entries, c.round, c.tries, c.ended_at,"
            + " r.positions FROM job_chunk c"
            + " LEFT JOIN job_round r ON r.job = c.job AND r.chunk = c.chunk AND r.round = c.round WHERE c.job = ? ";
    private static final String SUMS = "coalesce(sum(persisted), 0), coalesce(sum(accepted), 0),"
            + " coalesce(sum(pending), 0), coalesce(sum(unchanged), 0), coalesce(sum(superseded), 0),"
            + " coalesce(sum(failed), 0), coalesce(sum(undone), 0)";

    private ChunkTable() {}

    /** A round is about to be sent. */
    static void begin(Handle handle, JobChunk chunk) {
        if (chunk.round() == 0) {
            handle.execute(
                    "INSERT INTO job_chunk (job, chunk, first, entries, round, tries, persisted, accepted, pending,"
                            + " unchanged, superseded, failed, undone) VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, ?)",
                    chunk.job(),
                    chunk.number(),
                    chunk.first(),
                    chunk.entries(),
                    chunk.entries());
        } else {
            handle.execute(
                    "UPDATE job_chunk SET round = ? WHERE job = ? AND chunk = ?",
                    chunk.round(),
                    chunk.job(),
                    chunk.number());
            handle.execute(
                    "INSERT INTO job_round (job, chunk, round, positions) VALUES (?, ?, ?, ?)",
                    chunk.job(),
                    chunk.number(),
                    chunk.round(),
                    Positions.bytes(chunk.positions()));
        }
    }

    /** @param endedAt null when something is left to be delivered */
    static void count(Handle handle, JobChunk chunk, JobCounts counts, @Nullable Instant endedAt) {
        Update update = handle.createUpdate("UPDATE job_chunk SET tries = :tries, persisted = :persisted,"
                + " accepted = :accepted, pending = :pending, unchanged = :unchanged, superseded = :superseded,"
                + " failed = :failed, undone = :undone, ended_at = coalesce(ended_at, :endedAt)"
                + " WHERE job = :job AND chunk = :chunk");
        update.bind("tries", chunk.tries())
                .bind("persisted", counts.persisted())
                .bind("accepted", counts.accepted())
                .bind("pending", counts.pending())
                .bind("unchanged", counts.unchanged())
                .bind("superseded", counts.superseded())
                .bind("failed", counts.failed())
                .bind("undone", counts.undone())
                .bind("endedAt", Micros.orNull(endedAt))
                .bind("job", chunk.job())
                .bind("chunk", chunk.number())
                .execute();
    }

    /** Those of which something is left to be delivered, in their order. */
    static List<JobChunk> open(Handle handle, Job job) {
        return handle.createQuery(SELECT + "AND c.ended_at IS NULL ORDER BY c.chunk")
                .bind(0, job.number())
                .map((row, context) -> read(row, job))
                .list();
    }

    /** Those of whose entries some are expected to end soon, in their order. */
    static List<JobChunk> pending(Handle handle, Job job, int from, int atMost) {
        return handle.createQuery(SELECT + "AND c.pending > 0 AND c.chunk >= ? ORDER BY c.chunk LIMIT ?")
                .bind(0, job.number())
                .bind(1, from)
                .bind(2, atMost)
                .map((row, context) -> read(row, job))
                .list();
    }

    static Optional<JobChunk> find(Handle handle, Job job, int number) {
        return handle.createQuery(SELECT + "AND c.chunk = ?")
                .bind(0, job.number())
                .bind(1, number)
                .map((row, context) -> read(row, job))
                .findOne();
    }

    static Optional<JobChunk> last(Handle handle, Job job) {
        return handle.createQuery(SELECT + "ORDER BY c.chunk DESC LIMIT 1")
                .bind(0, job.number())
                .map((row, context) -> read(row, job))
                .findOne();
    }

    /** The positions of each round after the first one. */
    static List<List<Integer>> rounds(Handle handle, JobChunk chunk) {
        return handle.createQuery("SELECT positions FROM job_round WHERE job = ? AND chunk = ? ORDER BY round")
                .bind(0, chunk.job())
                .bind(1, chunk.number())
                .map((row, context) -> Positions.read(row.getBytes(1)))
                .list();
    }

    static JobCounts counts(Handle handle, long job) {
        return handle.createQuery("SELECT " + SUMS + " FROM job_chunk WHERE job = ?")
                .bind(0, job)
                .map((row, context) -> new JobCounts(
                        row.getInt(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7)))
                .one();
    }

    /** How many entries were in chunks that ended after a time. */
    static long endedAfter(Handle handle, long job, Instant time) {
        return handle.createQuery("SELECT coalesce(sum(entries), 0) FROM job_chunk WHERE job = ? AND ended_at >= ?")
                .bind(0, job)
                .bind(1, Micros.of(time))
                .map((row, context) -> row.getLong(1))
                .one();
    }

    private static JobChunk read(ResultSet row, Job job) throws SQLException {
        int first = row.getInt("first");
        int entries = row.getInt("entries");
        byte[] positions = row.getBytes("positions");
        return new JobChunk(
                job.number(),
                job.id(),
                row.getInt("chunk"),
                first,
                entries,
                row.getInt("round"),
                row.getInt("tries"),
                positions == null ? JobChunk.range(first, entries) : Positions.read(positions),
                row.getObject("ended_at") != null);
    }
}
