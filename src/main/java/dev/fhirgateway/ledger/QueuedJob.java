package dev.fhirgateway.ledger;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A job that waits to be written, and whoever waits for it. */
final class QueuedJob<T extends @Nullable Object> {
    private final LedgerJob<T> job;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T found;

    QueuedJob(LedgerJob<T> job) {
        this.job = job;
    }

    CompletionStage<T> stage() {
        return done.minimalCompletionStage();
    }

    void run(Handle handle) throws SQLException {
        found = job.run(handle);
    }

    boolean outlivesPowerCuts() {
        return job.outlivesPowerCuts();
    }

    void rolledBack() {
        job.rolledBack();
    }

    @SuppressWarnings("NullAway") // what the job gave, whether it may be null or not
    void complete(Executor executor) {
        T given = found;
        on(executor, () -> done.complete(given));
    }

    void fail(Throwable fault, Executor executor) {
        on(executor, () -> done.completeExceptionally(fault));
    }

    /** An executor that is being shut down takes nothing more, but whoever waits has to be told. */
    private static void on(Executor executor, Runnable completion) {
        try {
            executor.execute(completion);
        } catch (RejectedExecutionException closing) {
            ForkJoinPool.commonPool().execute(completion);
        }
    }
}
