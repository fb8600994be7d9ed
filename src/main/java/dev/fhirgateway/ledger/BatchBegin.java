package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Origin;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads what is known of the records that a batch names, and writes what it is about to do. */
final class BatchBegin implements LedgerJob<Boolean> {
    private final BatchMemory batch;
    private final Origin origin;
    private final List<Optional<RecordId>> ids;

    /** @param ids of the records that its entries name, in their order */
    BatchBegin(BatchMemory batch, Origin origin, List<Optional<RecordId>> ids) {
        this.batch = batch;
        this.origin = origin;
        this.ids = ids;
    }

    @Override
    public Boolean run(Handle handle) throws SQLException {
        batch.begin(handle, origin, ids);
        return true;
    }

    @Override
    public void rolledBack() {
        batch.notBegun();
    }
}
