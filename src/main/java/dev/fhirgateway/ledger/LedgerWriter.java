package dev.fhirgateway.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is given to it, one job after the other, on a thread of its own. All jobs that wait when a transaction
 * begins are committed by it together, so that the price of reaching the disk is shared. When it fails, each of them is
 * tried by itself: a bad one takes no other with it.
 *
 * <p>A database that fails is trouble, until a write succeeds; while there is nothing to write, it is tried every few
 * seconds whether one does.
 */
public final class LedgerWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final int MOST_AT_ONCE = 500;
    private static final long PROBE_SECONDS = 2;

    private final BlockingQueue<QueuedJob<?>> queue = new LinkedBlockingQueue<>();
    private final Database database;
    private final Executor completions;
    private final Thread thread = new Thread(this::work, "ledger-writer");
    private @Nullable Handle handle;
    private volatile @Nullable String trouble;
    private volatile boolean closed;

    /**
     * @param handle to write by, to begin with
     * @param completions where those who wait for a job go on
     */
    LedgerWriter(Database database, Handle handle, Executor completions) {
        this.database = database;
        this.handle = handle;
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
            queued.fail(new LedgerUnavailable("the gateway is stopping"), completions);
        }
        return queued.stage();
    }

    /** What is wrong with the database, in words for an operator; empty when the last write succeeded. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Writes all that waits, and ends. */
    void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (!closed) {
            try {
                QueuedJob<?> first = queue.poll(PROBE_SECONDS, TimeUnit.SECONDS);
                if (first != null) {
                    write(group(first));
                } else if (trouble != null) {
                    write(List.of(new QueuedJob<>(LedgerWriter::probe)));
                }
            } catch (InterruptedException closing) {
                LOG.debug("the ledger is closing");
            }
        }
        for (QueuedJob<?> last = queue.poll(); last != null; last = queue.poll()) {
            write(group(last));
        }
        letGo();
    }

    private List<QueuedJob<?>> group(QueuedJob<?> first) {
        List<QueuedJob<?>> group = new ArrayList<>();
        group.add(first);
        queue.drainTo(group, MOST_AT_ONCE - 1);
        return group;
    }

    private void write(List<QueuedJob<?>> group) {
        try {
            Handle open = handle == null ? Jdbi.open(database.writer()) : handle;
            handle = open;
            write(open, group);
        } catch (SQLException | RuntimeException unreachable) {
            fail(group, unreachable);
        }
    }

    private void write(Handle open, List<QueuedJob<?>> group) {
        try {
            commit(open, group);
            recovered();
            group.forEach(job -> job.complete(completions));
        } catch (SQLException | RuntimeException | Error fault) {
            rollBack(group);
            if (group.size() > 1) {
                group.forEach(job -> write(List.of(job)));
            } else {
                fail(group, fault);
            }
        }
    }

    private void fail(List<QueuedJob<?>> group, Throwable fault) {
        Throwable told = told(fault);
        group.forEach(job -> job.fail(told, completions));
    }

    private static void commit(Handle open, List<QueuedJob<?>> group) throws SQLException {
        open.begin();
        for (QueuedJob<?> job : group) {
            job.run(open);
        }
        open.commit();
    }

    /** A connection that failed is not used again: what state it is in, nobody knows. */
    private void rollBack(List<QueuedJob<?>> group) {
        letGo();
        List<QueuedJob<?>> backwards = new ArrayList<>(group);
        Collections.reverse(backwards);
        backwards.forEach(QueuedJob::rolledBack);
    }

    private void letGo() {
        try {
            if (handle != null) {
                handle.close();
            }
        } catch (RuntimeException broken) {
            LOG.debug("a connection of the ledger was broken already");
        }
        handle = null;
    }

    private Throwable told(Throwable fault) {
        if (SqlFault.in(fault).isEmpty()) {
            return fault;
        }
        String words = SqlFault.words(fault);
        if (!SqlFault.isOfTheDatabase(fault)) {
            LOG.error("the ledger refused a write: {}", words);
        } else if (!words.equals(trouble)) {
            LOG.error("the ledger cannot be written: {}", words);
            trouble = words;
        }
        return new LedgerUnavailable(words, fault);
    }

    private void recovered() {
        if (trouble != null) {
            LOG.info("the ledger can be written again");
            trouble = null;
        }
    }

    private static int probe(Handle handle) {
        return handle.execute("UPDATE probe SET times = times + 1");
    }
}
