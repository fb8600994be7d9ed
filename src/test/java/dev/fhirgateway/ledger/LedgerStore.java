package dev.fhirgateway.ledger;

import dev.fhirgateway.settings.HistorySettings;
import dev.fhirgateway.settings.LedgerSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What a ledger can be kept in. */
public enum LedgerStore {
    SQLITE,
    POSTGRES;

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /**
     * A ledger that is not there yet.
     *
     * @param folder for the file, if it is one
     */
    public LedgerSettings fresh(Path folder) {
        return this == SQLITE
                ? new LedgerSettings(folder, Optional.empty(), "", "")
                : new LedgerSettings(folder, Optional.of(newDatabase()), "postgres", "postgres");
    }

    /** The same ledger, of which other things are kept. */
    static LedgerSettings with(HistorySettings history, LedgerSettings ledger) {
        return new LedgerSettings(
                ledger.folder(), ledger.url(), ledger.user(), ledger.password(), history, ledger.zone());
    }

    /** Ends all connections to a database, and has it take no more. */
    static void close(LedgerSettings ledger) {
        execute("ALTER DATABASE " + database(ledger) + " ALLOW_CONNECTIONS false");
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database(ledger) + "'");
    }

    static void reopen(LedgerSettings ledger) {
        execute("ALTER DATABASE " + database(ledger) + " ALLOW_CONNECTIONS true");
    }

    private static String database(LedgerSettings ledger) {
        String url = ledger.url().orElseThrow();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static String newDatabase() {
        String name = "ledger_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return "jdbc:postgresql://127.0.0.1:" + Server.POSTGRES.getPort() + "/" + name;
    }

    private static void execute(String sql) {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One server for all tests; it ends with their process. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
