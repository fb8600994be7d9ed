package dev.fhirgateway.ledger;

import dev.fhirgateway.settings.LedgerSettings;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Jdbi;

/**
 * What the gateway knows after a restart. Opened at the start, when it is brought up to date; closed when all that was
 * asked of it is written.
 */
public final class Ledger implements AutoCloseable {
    private final Database database;
    private final LedgerWriter writer;
    private final LedgerReader reader;

    private Ledger(Database database, LedgerWriter writer, LedgerReader reader) {
        this.database = database;
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Opens it, and makes it when it is not there.
     *
     * @param completions where those go on who wait for something to be written
     * @throws LedgerException when it cannot be used; says why
     */
    public static Ledger open(LedgerSettings settings, Executor completions) {
        Database database =
                settings.url().isPresent() ? new PostgresServer(settings) : SqliteFile.open(settings.folder());
        try {
            var connection = database.writer();
            try {
                Schema.migrate(database);
                LedgerWriter writer = new LedgerWriter(database, Jdbi.open(connection), completions);
                return new Ledger(database, writer, new LedgerReader(database));
            } catch (RuntimeException fault) {
                connection.close();
                throw fault;
            }
        } catch (SQLException fault) {
            database.close();
            throw new LedgerException("cannot use " + database.name() + ": " + SqlFault.words(fault), fault);
        } catch (RuntimeException fault) {
            database.close();
            throw fault;
        }
    }

    /** Writes. */
    public LedgerWriter writer() {
        return writer;
    }

    /** Reads. */
    public LedgerReader reader() {
        return reader;
    }

    /** What is wrong with it, in words for an operator; empty when the last write succeeded. */
    public Optional<String> trouble() {
        return writer.trouble();
    }

    @Override
    public void close() {
        writer.close();
        reader.close();
        database.close();
    }
}
