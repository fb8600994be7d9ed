package dev.fhirgateway.ledger;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection to write by. Used by one thread. */
final class WriterConnection {
    private static final Logger LOG = LoggerFactory.getLogger(WriterConnection.class);

    private final Database database;
    private @Nullable Handle handle;
    private boolean outlivingPowerCuts = true;

    /** @param handle to begin with, on a connection as the database gives it */
    WriterConnection(Database database, Handle handle) {
        this.database = database;
        this.handle = handle;
    }

    /**
     * Opens it, when it was let go.
     *
     * @param outlivesPowerCuts whether what is committed next does. Else it does with the next commit that does, and no
     *     sooner; what it is, nobody can tell from what is there
     */
    Handle open(boolean outlivesPowerCuts) throws SQLException {
        Handle open = handle;
        if (open == null) {
            open = Jdbi.open(database.writer());
            outlivingPowerCuts = true;
        }
        handle = open;
        if (outlivesPowerCuts != outlivingPowerCuts) {
            open.execute(database.durability(outlivesPowerCuts));
            outlivingPowerCuts = outlivesPowerCuts;
        }
        return open;
    }

    /** Ends it, and what it had begun. After a fault it is not used again: what state it is in, nobody knows. */
    void letGo() {
        try {
            if (handle != null) {
                handle.close();
            }
        } catch (RuntimeException | Error broken) {
            LOG.debug("a connection of the ledger was broken already");
        }
        handle = null;
    }
}
