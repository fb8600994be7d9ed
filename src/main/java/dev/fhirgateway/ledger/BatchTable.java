package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Origin;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code batch}. */
final class BatchTable {
    private static final String BEGIN = "INSERT INTO batch (number, id, source, client, received_at, entries,"
            + " first_passage, state, intent, day, unattended) VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)";
    private static final String END = "UPDATE batch SET state = ?, intent = NULL, ended_at = ? WHERE number = ?";

    private BatchTable() {}

    /**
     * @param firstPassage the number that its first entry will have
     * @param day that its entries count for; null for none
     */
    static void begin(
            Handle handle,
            long number,
            long firstPassage,
            Origin origin,
            @Nullable String day,
            List<Optional<RecordId>> entries)
            throws SQLException {
        PreparedStatement insert = Prepared.on(handle, BEGIN);
        insert.setLong(1, number);
        insert.setString(2, origin.batchId());
        insert.setString(3, origin.sourceKey());
        insert.setString(4, origin.client());
        insert.setLong(5, Micros.of(origin.receivedAt()));
        insert.setInt(6, entries.size());
        insert.setLong(7, firstPassage);
        insert.setBytes(8, Intent.bytes(entries));
        insert.setString(9, day);
        insert.setInt(10, origin.wishes().unattended() ? 1 : 0);
        insert.executeUpdate();
    }

    /** @param state answered or interrupted */
    static void end(Handle handle, long number, String state, Instant at) throws SQLException {
        PreparedStatement update = Prepared.on(handle, END);
        update.setString(1, state);
        update.setLong(2, Micros.of(at));
        update.setLong(3, number);
        update.executeUpdate();
    }

    /** When a batch was admitted; that time when it is forgotten. */
    static Instant receivedAt(Handle handle, String batchId, Instant otherwise) {
        return handle.createQuery("SELECT received_at FROM batch WHERE id = ?")
                .bind(0, batchId)
                .map((row, context) -> Micros.read(row.getLong(1)))
                .findOne()
                .orElse(otherwise);
    }

    /** Whether nobody waits for the answer to a batch; false when it is forgotten. */
    static boolean isUnattended(Handle handle, String batchId) {
        return handle.createQuery("SELECT unattended FROM batch WHERE id = ?")
                        .bind(0, batchId)
                        .map((row, context) -> row.getInt(1))
                        .findOne()
                        .orElse(0)
                > 0;
    }

    /** Whether it is a round of a part of a job that has not ended: what is not delivered of it is sent again. */
    static boolean goesOn(Handle handle, String batchId) {
        String[] names = batchId.split("\\.", 3);
        return names.length > 1
                && handle.createQuery("SELECT count(*) FROM job j JOIN job_chunk c ON c.job = j.number"
                                        + " WHERE j.id = ? AND c.chunk = ? AND c.ended_at IS NULL")
                                .bind(0, names[0])
                                .bind(1, Integer.parseInt(names[1]))
                                .map((row, context) -> row.getInt(1))
                                .one()
                        > 0;
    }

    /** Those without an end. */
    static List<Open> open(Handle handle) {
        return handle.createQuery(
                        "SELECT number, source, intent, first_passage, unattended FROM batch WHERE state = 'open' ORDER BY number")
                .map((row, context) -> new Open(
                        row.getLong(1),
                        row.getLong(4),
                        row.getInt(5) == 1,
                        Intent.read(row.getBytes(3), row.getString(2))))
                .list();
    }

    /**
     * A batch without an end.
     *
     * @param firstPassage the number of its first entry
     * @param unattended whether nobody waits for its answer
     * @param entries the records that it names
     */
    record Open(long number, long firstPassage, boolean unattended, List<Optional<RecordId>> entries) {}
}
