package dev.fhirgateway.jobs;

import dev.fhirgateway.ledger.LedgerJob;
import dev.fhirgateway.upsert.UpsertEntry;
import java.util.List;

/** What is to be written of entries that a job sends no more, although they are not delivered. */
@FunctionalInterface
public interface GivenUp {
    /**
     * Becomes a part of the transaction that ends them.
     *
     * @param entries of the last batch that sent them
     * @param rounds how often they were sent in vain
     */
    LedgerJob<?> written(List<UpsertEntry> entries, int rounds);
}
