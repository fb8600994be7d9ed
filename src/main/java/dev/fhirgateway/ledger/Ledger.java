package dev.fhirgateway.ledger;

import dev.fhirgateway.settings.LedgerSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * What the gateway knows after a restart. Opened at the start, when it is brought up to date; closed when all that was
 * asked of it is written.
 */
public final class Ledger implements AutoCloseable {
    private final Trouble trouble = new Trouble();
    private final Database database;
    private final LedgerWriter writer;
    private final LedgerReader reader;
    private final RecordMemory records;
    private final OpenTasks tasks;
    private final Parked parked;

    private Ledger(Database database, Handle handle, Clock clock, Executor completions) throws SQLException {
        this.database = database;
        Numbers numbers = Numbers.read(handle);
        Interruptions.end(handle, numbers, clock);
        AwaitedRecords awaited = new AwaitedRecords();
        awaited.refill(handle);
        this.writer = new LedgerWriter(new WriterConnection(database, handle), trouble, completions);
        this.reader = new LedgerReader(database, trouble);
        this.records = new RecordMemory(reader, writer, trouble, numbers, awaited, clock);
        this.tasks = new OpenTasks(records, awaited, reader, writer, clock);
        this.parked = new Parked(awaited, records, reader, writer, clock);
    }

    /**
     * Opens it, and makes it when it is not there.
     *
     * @param clock tells when something happened, and where versions begin
     * @param completions where those go on who wait for something to be written
     * @throws LedgerException when it cannot be used; says why
     */
    public static Ledger open(LedgerSettings settings, Clock clock, Executor completions) {
        Database database =
                settings.url().isPresent() ? new PostgresServer(settings) : SqliteFile.open(settings.folder());
        try {
            return open(database, database.writer(), clock, completions);
        } catch (SQLException | JdbiException fault) {
            database.close();
            throw new LedgerException("cannot use " + database.name() + ": " + SqlFault.words(fault), fault);
        } catch (RuntimeException fault) {
            database.close();
            throw fault;
        }
    }

    private static Ledger open(Database database, Connection connection, Clock clock, Executor completions)
            throws SQLException {
        try {
            Schema.migrate(database);
            return new Ledger(database, Jdbi.open(connection), clock, completions);
        } catch (SQLException | RuntimeException fault) {
            connection.close();
            throw fault;
        }
    }

    /** The tasks of the registry that are followed. */
    public OpenTasks tasks() {
        return tasks;
    }

    /** The relationships that wait for a record. */
    public Parked parked() {
        return parked;
    }

    /** What is known of records. */
    public RecordMemory records() {
        return records;
    }

    /** Writes. */
    public LedgerWriter writer() {
        return writer;
    }

    /** Reads. */
    public LedgerReader reader() {
        return reader;
    }

    /** What is wrong with it, in words for an operator; empty when it could be used last. */
    public Optional<String> trouble() {
        return trouble.reason();
    }

    @Override
    public void close() {
        writer.close();
        reader.close();
        database.close();
    }
}
