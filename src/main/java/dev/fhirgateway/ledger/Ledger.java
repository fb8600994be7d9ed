package dev.fhirgateway.ledger;

import dev.fhirgateway.ledger.letters.DeadLetters;
import dev.fhirgateway.ledger.letters.LetterBook;
import dev.fhirgateway.settings.HistorySettings;
import dev.fhirgateway.settings.LedgerSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the gateway knows after a restart. Opened at the start, when it is brought up to date; closed when all that was
 * asked of it is written.
 */
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    /** To write what is left at the end. Whoever stops a gateway waits for this after the 30 s for what is in flight. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Trouble trouble = new Trouble();
    private final Database database;
    private final LedgerWriter writer;
    private final LedgerReader reader;
    private final RecordMemory records;
    private final OpenTasks tasks;
    private final HistorySettings history;
    private final Parked parked;
    private final Balances balances;
    private final KeptAlerts alerts;
    private final Reconciliations reconciliations;
    private final DeadLetters letters;
    private final Clock clock;
    private final Vault vault;

    private Ledger(Database database, Handle handle, LedgerSettings settings, Clock clock, Executor completions)
            throws SQLException {
        this.history = settings.history();
        this.database = database;
        this.vault = new Vault(history.keys());
        BodyTable bodies = new BodyTable(vault);
        warnOfKeys(bodies.objection(handle.getConnection()));
        Interruptions.end(handle, bodies, clock);
        Numbers numbers = Numbers.read(handle);
        AwaitedRecords awaited = new AwaitedRecords();
        awaited.refill(handle);
        LetterBook book = new LetterBook(vault);
        book.refill(handle);
        this.writer = new LedgerWriter(new WriterConnection(database, handle), trouble, completions);
        this.reader = new LedgerReader(database, trouble, vault);
        this.records = new RecordMemory(
                reader, writer, trouble, numbers, awaited, book, bodies, history.keepsBodies(), clock, settings.zone());
        this.tasks = new OpenTasks(records, awaited, book, reader, writer, clock);
        this.parked = new Parked(awaited, book, records, reader, writer, clock);
        this.letters = new DeadLetters(
                reader,
                writer,
                book,
                (transaction, relationship, now) -> {
                    awaited.add(relationship);
                    ParkedTable.insert(transaction, vault, relationship, now, now);
                },
                clock);
        this.balances = new Balances(reader, settings.zone(), clock);
        this.alerts = new KeptAlerts(reader, writer);
        this.reconciliations = new Reconciliations(reader, settings.folder());
        this.clock = clock;
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
            return open(database, database.writer(), settings, clock, completions);
        } catch (SQLException | JdbiException fault) {
            database.close();
            throw new LedgerException("cannot use " + database.name() + ": " + SqlFault.words(fault), fault);
        } catch (RuntimeException fault) {
            database.close();
            throw fault;
        }
    }

    private static Ledger open(
            Database database, Connection connection, LedgerSettings settings, Clock clock, Executor completions)
            throws SQLException {
        try {
            Schema.migrate(database);
            return new Ledger(database, Jdbi.open(connection), settings, clock, completions);
        } catch (SQLException | RuntimeException fault) {
            connection.close();
            throw fault;
        }
    }

    /** Batches go on without what was sent before; so this is no reason not to start. */
    private static void warnOfKeys(@Nullable String objection) {
        if (objection != null) {
            LOG.warn("what was sent until now cannot be read: {}; put that key behind the one for writing", objection);
        }
    }

    /** What the ledger tells of a record. */
    public RecordLives lives(Duration retryAfter) {
        return new RecordLives(reader, records, history, retryAfter);
    }

    /**
     * Keeps it from growing without end.
     *
     * @param tasksKeep for how long tasks are known after they were opened, when they are over
     * @param listener is told of what is taken out
     */
    public Retention retention(Duration tasksKeep, Consumer<Retention.Pruned> listener) {
        return new Retention(writer, reader, database, history, tasksKeep, clock, listener);
    }

    /** The tasks of the registry that are followed. */
    public OpenTasks tasks() {
        return tasks;
    }

    /** The relationships that wait for a record. */
    public Parked parked() {
        return parked;
    }

    /** What failed finally and nobody waits for. */
    public DeadLetters letters() {
        return letters;
    }

    /** What came in each day, and what became of it. */
    public Balances balances() {
        return balances;
    }

    /** What alerts have told. */
    public KeptAlerts alerts() {
        return alerts;
    }

    /** What is there, held against what should be. */
    public Reconciliations reconciliations() {
        return reconciliations;
    }

    /** What is known of records. */
    public RecordMemory records() {
        return records;
    }

    /**
     * The batches that came with an {@code Idempotency-Key}. To be made once.
     *
     * @param keep how long an answer is given again
     */
    public IdempotencyKeys idempotencyKeys(Duration keep) {
        return new IdempotencyKeys(reader, writer, keep, clock);
    }

    /** What encrypts data of patients before it is written. */
    public Vault vault() {
        return vault;
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

    /** A writer that does not end may still write: then the folder is kept from others for as long as the process lives. */
    @Override
    public void close() {
        boolean ended = writer.close(PATIENCE);
        reader.close();
        if (ended) {
            database.close();
        }
    }
}
