package dev.fhirgateway.ledger;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** Reads what is known of those records of a batch that its beginning has left out. Writes nothing. */
final class BatchRest implements LedgerJob<Boolean> {
    private final BatchMemory batch;

    BatchRest(BatchMemory batch) {
        this.batch = batch;
    }

    @Override
    public Boolean run(Handle handle) throws SQLException {
        batch.start().readOthers(handle);
        return true;
    }

    @Override
    public boolean outlivesPowerCuts() {
        return false;
    }
}
