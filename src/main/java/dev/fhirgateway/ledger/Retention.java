package dev.fhirgateway.ledger;

import dev.fhirgateway.settings.HistorySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of the ledger what is older than it has to be, or more. Each step is a small transaction of the writer, that
 * batches share with it, so that they go on; and the next begins when it is committed.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Then others wait for the timer too. */
    private static final int MOST_STEPS = 1_000;

    private final LedgerWriter writer;
    private final LedgerReader reader;
    private final Database database;
    private final HistorySettings settings;
    private final Duration tasksKeep;
    private final Clock clock;
    private final Consumer<Pruned> listener;
    private volatile LedgerSize size = LedgerSize.UNKNOWN;

    /**
     * @param tasksKeep for how long tasks are known after they were opened, when they are over
     * @param clock tells how old something is
     * @param listener is told of each step
     */
    Retention(
            LedgerWriter writer,
            LedgerReader reader,
            Database database,
            HistorySettings settings,
            Duration tasksKeep,
            Clock clock,
            Consumer<Pruned> listener) {
        this.writer = writer;
        this.reader = reader;
        this.database = database;
        this.settings = settings;
        this.tasksKeep = tasksKeep;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Prunes what there is to prune, up to some hundred thousand rows, and looks how large the ledger is. While it cannot
     * be written, nothing is done; that is told by health.
     */
    public void prune() {
        Instant now = clock.instant();
        try {
            repeat(handle -> Pruning.bodies(handle, now.minus(settings.bodiesKeep()), settings.bodiesMax()));
            repeat(handle -> Pruning.passages(handle, now.minus(settings.keep())));
            repeat(handle -> Pruning.tasks(handle, now.minus(tasksKeep)));
            size = reader.read(handle -> LedgerSize.read(handle, database));
        } catch (LedgerUnavailable fault) {
            LOG.debug("nothing is pruned: {}", fault.getMessage());
        }
    }

    private void repeat(LedgerJob<Pruned> step) {
        Pruned pruned = new Pruned(0, 0, 0, 0, true);
        for (int steps = 0; pruned.more() && steps < MOST_STEPS; steps++) {
            pruned = writer.written(step);
            listener.accept(pruned);
        }
    }

    /** How large the ledger was when it was pruned last. */
    public LedgerSize size() {
        return size;
    }

    /**
     * What was taken out.
     *
     * @param passages entries of batches
     * @param batches of which no entry is left
     * @param bodies rows of what was sent, each of many entries
     * @param tasks of the registry
     * @param more whether there may be more to take out now
     */
    public record Pruned(long passages, long batches, long bodies, long tasks, boolean more) {}
}
