package dev.fhirgateway.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is given to it, one job after the other, on a thread of its own. All jobs that wait when a transaction
 * begins are committed by it together.
 *
 * <p>When there is nothing to write, it is tried every few seconds whether the database can be written: so an operator
 * learns of trouble before a batch meets it, and of its end.
 */
public final class LedgerWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final int MOST_AT_ONCE = 500;
    private static final long PROBE_SECONDS = 5;
    private static final long TROUBLED_PROBE_SECONDS = 2;

    private final BlockingQueue<QueuedJob<?>> queue = new LinkedBlockingQueue<>();
    private final WriterConnection connection;
    private final GroupCommit commit;
    private final Trouble trouble;
    private final Executor completions;
    private final Thread thread = new Thread(this::work, "ledger-writer");
    private volatile boolean closed;

    /**
     * @param trouble is told how the database does
     * @param completions where those who wait for a job go on
     */
    LedgerWriter(WriterConnection connection, Trouble trouble, Executor completions) {
        this.connection = connection;
        this.commit = new GroupCommit(connection, trouble, completions);
        this.trouble = trouble;
        this.completions = completions;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Writes it soon. Jobs are done in the order in which they were given.
     *
     * @return completes when it is committed, with what the job gave; or exceptionally, with {@link LedgerUnavailable}
     *     when the database failed, else with the fault of the job. Both on the executor of the ledger
     */
    public <T> CompletionStage<T> write(LedgerJob<T> job) {
        QueuedJob<T> queued = new QueuedJob<>(job);
        queue.add(queued);
        if (closed && queue.remove(queued)) {
            refuse(queued);
        }
        return queued.stage();
    }

    /**
     * Writes it, and waits until it is committed.
     *
     * @return what the job gave
     * @throws LedgerUnavailable when the database failed; else what the job threw
     */
    public <T> T written(LedgerJob<T> job) {
        try {
            return write(job).toCompletableFuture().join();
        } catch (CompletionException fault) {
            throw fault.getCause() instanceof RuntimeException known ? known : fault;
        }
    }

    /** Whether what is written now would fail, as far as that is known. */
    boolean isInTrouble() {
        return trouble.reason().isPresent();
    }

    /**
     * Writes all that waits, and ends; what is not written in time is given up, and whoever waits for it is told.
     *
     * @param patience at least 1 ms
     * @return whether it has ended; if not, it may still be writing
     */
    boolean close(Duration patience) {
        closed = true;
        queue.add(new QueuedJob<>(handle -> true)); // wakes it
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        giveUp(patience);
        return !thread.isAlive();
    }

    private void giveUp(Duration patience) {
        List<QueuedJob<?>> left = new ArrayList<>();
        queue.drainTo(left);
        if (thread.isAlive()) {
            LOG.error(
                    "the ledger was not written to its end within {} s, and the gateway stops without it: what was not"
                            + " written is told as interrupted by the next start",
                    patience.toSeconds());
        }
        left.forEach(this::refuse);
    }

    private void refuse(QueuedJob<?> job) {
        job.fail(new LedgerUnavailable("the gateway is stopping"), completions);
    }

    /** Nothing ends it but that it is closed: all that the gateway does would wait for it without end. */
    private void work() {
        while (!closed || !queue.isEmpty()) {
            try {
                writeNext();
            } catch (InterruptedException nobodyDoes) {
                LOG.debug("the writer of the ledger goes on");
            } catch (RuntimeException | Error fault) {
                LOG.error("a write of the ledger ended in an internal fault: {}", String.valueOf(fault.getClass()));
            }
        }
        connection.letGo();
    }

    private void writeNext() throws InterruptedException {
        QueuedJob<?> first = queue.poll(isInTrouble() ? TROUBLED_PROBE_SECONDS : PROBE_SECONDS, TimeUnit.SECONDS);
        commit.write(first == null ? List.of(new QueuedJob<>(new Probe())) : group(first));
    }

    private List<QueuedJob<?>> group(QueuedJob<?> first) {
        List<QueuedJob<?>> group = new ArrayList<>();
        group.add(first);
        queue.drainTo(group, MOST_AT_ONCE - 1);
        return group;
    }

    /** Finds out whether the database can be written. Nothing relies on what it writes. */
    private static final class Probe implements LedgerJob<Integer> {
        @Override
        public Integer run(Handle handle) {
            return handle.execute("UPDATE probe SET times = times + 1");
        }

        @Override
        public boolean outlivesPowerCuts() {
            return false;
        }
    }
}
