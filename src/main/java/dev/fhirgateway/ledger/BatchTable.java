package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code batch}. */
final class BatchTable {
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
            List<Optional<RecordId>> entries) {
        handle.createUpdate("INSERT INTO batch (number, id, source, client, received_at, entries, first_passage, state,"
                        + " intent, day, unattended) VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)")
                .bind(0, number)
                .bind(1, origin.batchId())
                .bind(2, origin.sourceKey())
                .bind(3, origin.client())
                .bind(4, Micros.of(origin.receivedAt()))
                .bind(5, entries.size())
                .bind(6, firstPassage)
                .bind(7, Intent.bytes(entries))
                .bind(8, day)
                .bind(9, origin.wishes().unattended() ? 1 : 0)
                .execute();
    }

    /** @param state answered or interrupted */
    static void end(Handle handle, long number, String state, Instant at) {
        handle.createUpdate("UPDATE batch SET state = ?, intent = NULL, ended_at = ? WHERE number = ?")
                .bind(0, state)
                .bind(1, Micros.of(at))
                .bind(2, number)
                .execute();
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
