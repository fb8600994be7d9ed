package dev.fhirgateway.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code idempotency}. */
final class IdempotencyTable {
    private IdempotencyTable() {}

    /**
     * An answer that was given.
     *
     * @param content of the batch
     * @param results as {@link RememberedResults} wrote them
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Answered(ContentHash content, byte[] results) {}

    /** The answer of a key that was given after that time. */
    static Optional<Answered> find(Handle handle, String client, String key, Instant after) {
        return handle.createQuery("SELECT content, results FROM idempotency WHERE client = :client AND key = :key"
                        + " AND answered_at > :after")
                .bind("client", client)
                .bind("key", key)
                .bind("after", Micros.of(after))
                .map((row, context) -> new Answered(ContentHash.read(row.getBytes(1)), row.getBytes(2)))
                .findOne();
    }

    static void insert(Handle handle, String client, String key, Answered answered, Instant now) {
        handle.createUpdate("INSERT INTO idempotency (client, key, content, results, size, answered_at)"
                        + " VALUES (:client, :key, :content, :results, :size, :now)"
                        + " ON CONFLICT (client, key) DO UPDATE SET content = excluded.content,"
                        + " results = excluded.results, size = excluded.size, answered_at = excluded.answered_at")
                .bind("client", client)
                .bind("key", key)
                .bind("content", answered.content().bytes())
                .bind("results", answered.results())
                .bind("size", answered.results().length)
                .bind("now", Micros.of(now))
                .execute();
    }

    /** Forgets what was answered until then, and the oldest ones when all take too much. */
    static void prune(Handle handle, Instant before, long mostBytes) {
        handle.createUpdate("DELETE FROM idempotency WHERE answered_at <= :before OR answered_at <="
                        + " (SELECT max(answered_at) FROM (SELECT answered_at,"
                        + " sum(size) OVER (ORDER BY answered_at DESC) AS held FROM idempotency) ages"
                        + " WHERE held > :most)")
                .bind("before", Micros.of(before))
                .bind("most", mostBytes)
                .execute();
    }
}
