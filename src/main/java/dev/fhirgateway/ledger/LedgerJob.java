package dev.fhirgateway.ledger;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/**
 * Something to write. It may be run a second time, when the first was rolled back with others; so whatever it changes
 * beside the database it takes back in {@link #rolledBack()}.
 *
 * @param <T> what it finds out
 */
@FunctionalInterface
public interface LedgerJob<T> {
    /**
     * Writes, on the thread of the ledger, inside of a transaction that it neither begins nor ends.
     *
     * @throws SQLException when the database fails
     */
    T run(Handle handle) throws SQLException;

    /** Whether somebody relies on it once it is committed, even if the power fails the moment after. */
    default boolean outlivesPowerCuts() {
        return true;
    }

    /** What {@link #run} wrote is not there. */
    default void rolledBack() {}
}
