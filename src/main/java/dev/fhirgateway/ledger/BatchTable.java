package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code batch}. */
final class BatchTable {
    private BatchTable() {}

    /** @param firstPassage the number that its first entry will have */
    static void begin(Handle handle, long number, long firstPassage, Origin origin, List<Optional<RecordId>> entries) {
        handle.createUpdate(
                        "INSERT INTO batch (number, id, source, client, received_at, entries, first_passage, state, intent)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?)")
                .bind(0, number)
                .bind(1, origin.batchId())
                .bind(2, origin.sourceKey())
                .bind(3, origin.client())
                .bind(4, Micros.of(origin.receivedAt()))
                .bind(5, entries.size())
                .bind(6, firstPassage)
                .bind(7, Intent.bytes(entries))
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

    /** Those without an end. */
    static List<Open> open(Handle handle) {
        return handle.createQuery(
                        "SELECT number, source, intent, first_passage FROM batch WHERE state = 'open' ORDER BY number")
                .map((row, context) ->
                        new Open(row.getLong(1), row.getLong(4), Intent.read(row.getBytes(3), row.getString(2))))
                .list();
    }

    /**
     * A batch without an end.
     *
     * @param firstPassage the number of its first entry
     * @param entries the records that it names
     */
    record Open(long number, long firstPassage, List<Optional<RecordId>> entries) {}
}
