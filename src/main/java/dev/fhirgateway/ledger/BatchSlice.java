package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.UpsertResult;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes some entries of a batch while the registry works on others, so that less is left to write at its end. */
final class BatchSlice implements LedgerJob<Integer> {
    private final BatchMemory batch;
    private final List<UpsertResult> results;
    private final EntryWrites writes;

    /** @param results that change no more */
    BatchSlice(BatchMemory batch, List<UpsertResult> results, BodyTable bodies, Instant at) {
        this.batch = batch;
        this.results = results;
        this.writes = batch.writes(bodies, at);
    }

    /** Gives the number of entries. */
    @Override
    public Integer run(Handle handle) throws SQLException {
        if (!batch.hasBegun()) {
            return 0;
        }
        List<Passage> passages = results.stream().map(batch::passage).toList();
        writes.entries(handle, passages);
        writes.changed(handle, EntryWrites.records(passages));
        batch.written(results);
        return passages.size();
    }

    /** What is lost of it was interrupted, as its batch is then. */
    @Override
    public boolean outlivesPowerCuts() {
        return false;
    }

    @Override
    public void rolledBack() {
        batch.notWritten(results);
        writes.rolledBack();
    }
}
