package dev.fhirgateway.ledger.jobs;

import dev.fhirgateway.ledger.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code job}. */
final class JobTable {
    private static final String SELECT = "SELECT number, id, source, client, forced, received_at, entries,"
            + " problem, state, started_at, cancelled_at, ended_at FROM job ";

    private JobTable() {}

    static Job insert(Handle handle, NewJob job) {
        long number = handle.createQuery("SELECT coalesce(max(number), 0) + 1 FROM job")
                .map((row, context) -> row.getLong(1))
                .one();
        handle.createUpdate("INSERT INTO job (number, id, source, client, forced, received_at, entries,"
                        + " problem, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(0, number)
                .bind(1, job.id())
                .bind(2, job.source())
                .bind(3, job.client())
                .bind(4, job.forced() ? 1 : 0)
                .bind(5, Micros.of(job.receivedAt()))
                .bind(6, job.entries())
                .bind(7, job.problem())
                .bind(8, JobState.WAITING.code())
                .execute();
        return new Job(number, job, JobState.WAITING, null, null, null);
    }

    /** Those without an end, in the order of their admission. */
    static List<Job> open(Handle handle) {
        return handle.createQuery(SELECT + "WHERE ended_at IS NULL ORDER BY number")
                .map((row, context) -> read(row))
                .list();
    }

    static Optional<Job> find(Handle handle, String client, String source, String id) {
        return handle.createQuery(SELECT + "WHERE id = ? AND client = ? AND source = ?")
                .bind(0, id)
                .bind(1, client)
                .bind(2, source)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Those of a client, the latest first. */
    static List<Job> list(Handle handle, String client, String source, int atMost) {
        return handle.createQuery(SELECT + "WHERE client = ? AND source = ? ORDER BY number DESC LIMIT ?")
                .bind(0, client)
                .bind(1, source)
                .bind(2, atMost)
                .map((row, context) -> read(row))
                .list();
    }

    static boolean isKnown(Handle handle, String id) {
        return handle.createQuery("SELECT count(*) FROM job WHERE id = ?")
                        .bind(0, id)
                        .map((row, context) -> row.getLong(1))
                        .one()
                > 0;
    }

    /** A job that has not ended is cancelled once. */
    static void cancel(Handle handle, long number, Instant at) {
        handle.execute(
                "UPDATE job SET cancelled_at = ? WHERE number = ? AND cancelled_at IS NULL AND ended_at IS NULL",
                Micros.of(at),
                number);
    }

    static void start(Handle handle, long number, Instant at) {
        handle.execute(
                "UPDATE job SET state = 'running', started_at = ? WHERE number = ? AND started_at IS NULL",
                Micros.of(at),
                number);
    }

    static void follow(Handle handle, long number) {
        handle.execute("UPDATE job SET state = 'followed' WHERE number = ?", number);
    }

    static void end(Handle handle, long number, Instant at) {
        handle.execute("UPDATE job SET state = 'ended', ended_at = ? WHERE number = ?", Micros.of(at), number);
    }

    /** The oldest that ended before a time; their chunks go with them. */
    static List<String> forget(Handle handle, Instant before, int atMost) {
        List<Job> old = handle.createQuery(SELECT + "WHERE ended_at < ? ORDER BY ended_at LIMIT ?")
                .bind(0, Micros.of(before))
                .bind(1, atMost)
                .map((row, context) -> read(row))
                .list();
        old.forEach(job -> forget(handle, job.number()));
        return old.stream().map(Job::id).toList();
    }

    static void forget(Handle handle, long number) {
        handle.execute("DELETE FROM job_round WHERE job = ?", number);
        handle.execute("DELETE FROM job_chunk WHERE job = ?", number);
        handle.execute("DELETE FROM job WHERE number = ?", number);
    }

    private static Job read(ResultSet row) throws SQLException {
        return new Job(
                row.getLong("number"),
                new NewJob(
                        text(row, "id"),
                        text(row, "source"),
                        text(row, "client"),
                        row.getInt("forced") == 1,
                        Micros.read(row.getLong("received_at")),
                        row.getInt("entries"),
                        row.getString("problem")),
                JobState.of(text(row, "state")),
                instant(row, "started_at"),
                instant(row, "cancelled_at"),
                instant(row, "ended_at"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.read(micros);
    }
}
