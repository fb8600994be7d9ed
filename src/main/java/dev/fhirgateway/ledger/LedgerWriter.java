package dev.fhirgateway.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
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
 * begins are committed by it together, so that the price of reaching the disk is shared; unless one of them asks to be the
 * last, because it is waited for. When it fails, each of them is tried by itself: a bad one takes no other with it.
 *
 * <p>While the database is in trouble and there is nothing to write, it is tried every few seconds whether it works.
 */
public final class LedgerWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final int MOST_AT_ONCE = 500;
    private static final long PROBE_SECONDS = 2;

    private final BlockingQueue<QueuedJob<?>> queue = new LinkedBlockingQueue<>();
    private final WriterConnection connection;
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
            queued.fail(new LedgerUnavailable("the gateway is stopping"), completions);
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

    /** Writes all that waits, and ends. */
    void close() {
        closed = true;
        queue.add(new QueuedJob<>(handle -> true)); // wakes it
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (!closed || !queue.isEmpty()) {
            try {
                QueuedJob<?> first = queue.poll(PROBE_SECONDS, TimeUnit.SECONDS);
                if (first != null) {
                    write(group(first));
                } else if (trouble.reason().isPresent()) {
                    write(List.of(new QueuedJob<>(LedgerWriter::probe)));
                }
            } catch (InterruptedException nobodyDoes) {
                LOG.debug("the writer of the ledger goes on");
            }
        }
        connection.letGo();
    }

    private List<QueuedJob<?>> group(QueuedJob<?> first) {
        List<QueuedJob<?>> group = new ArrayList<>();
        group.add(first);
        QueuedJob<?> last = first;
        while (last != null && !last.endsTransaction() && group.size() < MOST_AT_ONCE) {
            last = queue.poll();
            if (last != null) {
                group.add(last);
            }
        }
        return group;
    }

    private void write(List<QueuedJob<?>> group) {
        try {
            write(connection.open(group.stream().anyMatch(QueuedJob::outlivesPowerCuts)), group);
        } catch (SQLException | RuntimeException unreachable) {
            fail(group, unreachable);
        }
    }

    private void write(Handle handle, List<QueuedJob<?>> group) {
        try {
            commit(handle, group);
            trouble.over();
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

    private static void commit(Handle handle, List<QueuedJob<?>> group) throws SQLException {
        handle.begin();
        for (QueuedJob<?> job : group) {
            job.run(handle);
        }
        handle.commit();
    }

    private void rollBack(List<QueuedJob<?>> group) {
        connection.letGo();
        List<QueuedJob<?>> backwards = new ArrayList<>(group);
        Collections.reverse(backwards);
        backwards.forEach(QueuedJob::rolledBack);
    }

    private void fail(List<QueuedJob<?>> group, Throwable fault) {
        RuntimeException told = trouble.met(fault);
        group.forEach(job -> job.fail(told, completions));
    }

    private static int probe(Handle handle) {
        return handle.execute("UPDATE probe SET times = times + 1");
    }
}
