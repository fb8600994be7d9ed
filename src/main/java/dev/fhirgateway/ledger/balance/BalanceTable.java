package dev.fhirgateway.ledger.balance;

import dev.fhirgateway.ledger.Prepared;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code balance}. It is written in the transactions that begin and end batches and tasks, so that it says what
 * they say, whenever the gateway is killed; one statement a batch, however many entries that has.
 */
public final class BalanceTable {
    private static final String ENDS = Arrays.stream(End.values())
            .map(End::column)
            .map(column -> column + " = " + column + " + ?")
            .collect(Collectors.joining(", ", "UPDATE balance SET ", ""));
    private static final String SUMS =
            "sum(received), sum(persisted), sum(unchanged), sum(superseded), sum(answered)," + " sum(dead_lettered)";

    private static final String OF_NUMBER =
            ENDS + " WHERE (day, source) = (SELECT day, source FROM batch WHERE number = ?)";
    private static final String OF_ID = ENDS + " WHERE (day, source) = (SELECT day, source FROM batch WHERE id = ?)";

    /** The parameter that names it. */
    private static final int BATCH = End.values().length + 1;

    private static final String RECEIVED = "INSERT INTO balance (day, source, received) VALUES (?, ?, ?)"
            + " ON CONFLICT (day, source) DO UPDATE SET received = balance.received + excluded.received";

    private BalanceTable() {}

    /**
     * Entries have come in.
     *
     * @param day of their admission, such as {@code 2026-01-31}
     */
    public static void received(Handle handle, String day, String source, int entries) throws SQLException {
        PreparedStatement add = Prepared.on(handle, RECEIVED);
        add.setString(1, day);
        add.setString(2, source);
        add.setInt(3, entries);
        add.executeUpdate();
    }

    /** A job has come in. */
    public static void receivedJob(Handle handle, String day, String jobId, String source, int entries)
            throws SQLException {
        received(handle, day, source, entries);
        handle.execute("UPDATE job SET day = ? WHERE id = ?", day, jobId);
    }

    /** A batch goes on as a job: what it did not deliver has not ended, though its sender was to be told that it had. */
    public static void handedOver(Handle handle, String jobId, String batchId) {
        handle.execute("UPDATE job SET day = (SELECT day FROM batch WHERE id = ?) WHERE id = ?", batchId, jobId);
        handle.createUpdate("UPDATE balance SET answered = answered - (SELECT count(*) FROM passage p"
                        + " JOIN batch b ON p.number BETWEEN b.first_passage AND b.first_passage + b.entries - 1"
                        + " WHERE b.id = :batch AND p.outcome = 'undelivered')"
                        + " WHERE (day, source) = (SELECT day, source FROM batch WHERE id = :batch)")
                .bind("batch", batchId)
                .execute();
    }

    /** The day that a job came in; null when it is older than the balance. */
    public static @Nullable String dayOfJob(Handle handle, String jobId) {
        return handle.createQuery("SELECT day FROM job WHERE id = ? AND day IS NOT NULL")
                .bind(0, jobId)
                .map((row, context) -> row.getString(1))
                .findOne()
                .orElse(null);
    }

    /** Entries of a job will not be sent any more. */
    public static void endedOfJob(Handle handle, long job, End end, int entries) {
        if (entries > 0) {
            handle.execute(
                    "UPDATE balance SET " + end.column() + " = " + end.column()
                            + " + ? WHERE (day, source) = (SELECT day, source FROM job WHERE number = ?)",
                    entries,
                    job);
        }
    }

    /** Entries of a batch have ended that had not before. Nothing changes for a batch that is older than the balance. */
    public static void ended(Handle handle, long batch, Ends ends) throws SQLException {
        if (!ends.isEmpty()) {
            PreparedStatement update = bound(handle, OF_NUMBER, ends);
            update.setLong(BATCH, batch);
            update.executeUpdate();
        }
    }

    /** The same, of a batch that is named by its id. */
    public static void ended(Handle handle, String batchId, Ends ends) throws SQLException {
        if (!ends.isEmpty()) {
            PreparedStatement update = bound(handle, OF_ID, ends);
            update.setString(BATCH, batchId);
            update.executeUpdate();
        }
    }

    private static PreparedStatement bound(Handle handle, String sql, Ends ends) throws SQLException {
        PreparedStatement update = Prepared.on(handle, sql);
        int parameter = 1;
        for (End end : End.values()) {
            update.setInt(parameter++, ends.of(end));
        }
        return update;
    }

    /** The days of a source, both ends included, the last one first. */
    public static List<DayBalance> days(Handle handle, String source, String from, String to) {
        return handle.createQuery("SELECT day, source, " + SUMS + " FROM balance WHERE source = ?"
                        + " AND day BETWEEN ? AND ? GROUP BY day, source ORDER BY day DESC")
                .bind(0, source)
                .bind(1, from)
                .bind(2, to)
                .map((row, context) -> read(row))
                .list();
    }

    /** All days of each source as one. */
    public static List<DayBalance> totals(Handle handle) {
        return handle.createQuery("SELECT '', source, " + SUMS + " FROM balance GROUP BY source ORDER BY source")
                .map((row, context) -> read(row))
                .list();
    }

    private static DayBalance read(ResultSet row) throws SQLException {
        return new DayBalance(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8));
    }
}
