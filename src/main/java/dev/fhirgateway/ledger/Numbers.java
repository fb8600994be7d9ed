package dev.fhirgateway.ledger;

import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/** The numbers of batches, passages and records. One gateway uses a ledger, so it counts by itself. */
final class Numbers {
    private final AtomicLong batch;
    private final AtomicLong passage;
    private final AtomicLong record;

    private Numbers(long batch, long passage, long record) {
        this.batch = new AtomicLong(batch);
        this.passage = new AtomicLong(passage);
        this.record = new AtomicLong(record);
    }

    /** Goes on where the last gateway stopped. */
    static Numbers read(Handle handle) {
        return new Numbers(last(handle, "batch"), last(handle, "passage"), last(handle, "record"));
    }

    private static long last(Handle handle, String table) {
        return handle.createQuery("SELECT coalesce(max(number), 0) FROM " + table)
                .map((row, context) -> row.getLong(1))
                .one();
    }

    long nextBatch() {
        return batch.incrementAndGet();
    }

    long nextRecord() {
        return record.incrementAndGet();
    }

    /** The first of so many numbers in a row. */
    long nextPassages(int count) {
        return passage.getAndAdd(count) + 1;
    }
}
