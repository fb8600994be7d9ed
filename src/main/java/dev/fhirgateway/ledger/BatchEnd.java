package dev.fhirgateway.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes what became of a batch, as far as it is not written yet. */
final class BatchEnd implements LedgerJob<Integer> {
    private final long number;
    private final String state;
    private final Entries passages;
    private final Collection<LiveRecord> records;
    private final EntryWrites writes;
    private final Instant at;

    /**
     * @param number of the batch
     * @param state answered or interrupted
     * @param passages its entries that are not written, told when all that was to be written before is
     * @param records all that it names
     */
    BatchEnd(
            long number,
            String state,
            Entries passages,
            Collection<LiveRecord> records,
            EntryWrites writes,
            Instant at) {
        this.number = number;
        this.state = state;
        this.passages = passages;
        this.records = records;
        this.writes = writes;
        this.at = at;
    }

    /** Gives the number of entries that were written. */
    @Override
    public Integer run(Handle handle) throws SQLException {
        List<Passage> left = passages.unwritten(handle);
        writes.entries(handle, left);
        writes.changed(handle, records);
        BatchTable.end(handle, number, state, at);
        EntryParts.settle(handle, number, at);
        return left.size();
    }

    @Override
    public void rolledBack() {
        writes.rolledBack();
    }

    /** Tells what is to be written. */
    @FunctionalInterface
    interface Entries {
        List<Passage> unwritten(Handle handle) throws SQLException;
    }
}
