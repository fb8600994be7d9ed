package dev.fhirgateway.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Reads on the calling thread, by one of a few connections. What is read was committed. */
public final class LedgerReader {
    private static final int CONNECTIONS = 4;
    private static final long PATIENCE_MILLIS = 5_000;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Trouble trouble;
    private final Vault vault;

    /**
     * @param trouble is told how the database does
     * @param vault opens what is encrypted
     */
    LedgerReader(Database database, Trouble trouble, Vault vault) {
        this.trouble = trouble;
        this.vault = vault;
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger");
        config.setDataSource(database.connections());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
        jdbi = Jdbi.create(pool);
    }

    /**
     * Reads.
     *
     * @param query asks what it wants to know; it writes nothing
     * @throws LedgerUnavailable when the database cannot be read
     */
    public <T extends @Nullable Object> T read(Query<T> query) {
        try {
            return jdbi.withHandle(query::ask);
        } catch (SQLException | JdbiException fault) {
            throw trouble.met(fault);
        }
    }

    /** Opens what is encrypted of all that is read. */
    Vault vault() {
        return vault;
    }

    void close() {
        pool.close();
    }

    /** Asks the database. */
    @FunctionalInterface
    public interface Query<T extends @Nullable Object> {
        /** Asks, and throws what the database throws. */
        T ask(Handle handle) throws SQLException;
    }
}
