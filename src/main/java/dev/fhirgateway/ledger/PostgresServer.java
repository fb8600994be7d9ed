package dev.fhirgateway.ledger;

import dev.fhirgateway.settings.LedgerSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A ledger in a PostgreSQL database. The connection that writes holds an advisory lock, so that a second gateway is kept
 * out, and the database lets it go when the connection breaks.
 */
final class PostgresServer implements Database {
    /** "FRGL" in ASCII; the key of the lock in this database. */
    private static final int LOCK = 0x4652474c;

    private static final int LOCK_SECONDS = 10;
    private static final int CONNECT_SECONDS = 5;
    private static final int SILENCE_SECONDS = 30;

    private final PGSimpleDataSource connections = new PGSimpleDataSource();

    /**
     * @param settings which have a URL
     */
    PostgresServer(LedgerSettings settings) {
        connections.setConnectTimeout(CONNECT_SECONDS);
        connections.setLoginTimeout(CONNECT_SECONDS);
        connections.setSocketTimeout(SILENCE_SECONDS);
        connections.setTcpKeepAlive(true);
        connections.setReWriteBatchedInserts(true);
        connections.setApplicationName("fhir-registry-gateway");
        connections.setURL(settings.url().orElseThrow());
        if (!settings.user().isEmpty()) {
            connections.setUser(settings.user());
        }
        if (!settings.password().isEmpty()) {
            connections.setPassword(settings.password());
        }
    }

    @Override
    public String name() {
        return "the ledger in PostgreSQL (gateway.ledger.url)";
    }

    @Override
    public DataSource connections() {
        return connections;
    }

    /** Waits a moment for the lock: of a gateway that has just ended, the server may not know it yet. */
    @Override
    public Connection writer() throws SQLException {
        Connection connection = connections.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '" + LOCK_SECONDS + "s'");
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            statement.execute("RESET lock_timeout");
            return connection;
        } catch (SQLException fault) {
            connection.close();
            throw fault;
        }
    }

    @Override
    public Map<String, String> dialect() {
        return Map.of("bytes", "BYTEA", "clustered", "", "number", "BIGINT");
    }

    @Override
    public String durability(boolean outlivesPowerCuts) {
        return outlivesPowerCuts ? "SET synchronous_commit TO DEFAULT" : "SET synchronous_commit = off";
    }

    @Override
    public String sizeQuery() {
        return "SELECT pg_database_size(current_database())";
    }

    @Override
    public void close() {
        // The lock went with the connection that held it.
    }
}
