package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.BatchEnds;
import dev.fhirgateway.ledger.BatchMemory;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.DeliveredBatch;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Waits a while, without a thread, until the registry has worked off the bulk requests of a batch: as a rule it takes it
 * moments, and relationships cannot be made before the records are there. A batch that was sent by single calls does not
 * wait.
 */
public final class BulkPatience {
    private final Function<UpsertBatch, BatchMemory> memory;
    private final BiConsumer<String, String> hurry;
    private final Duration patience;
    private final Executor workers;
    private final Clock clock;

    /**
     * @param memory what is remembered of a batch in work
     * @param hurry has a task of a source asked about as soon as possible
     * @param patience how long to wait
     * @param workers where the batch goes on
     * @param clock against which deadlines are held
     */
    public BulkPatience(
            Function<UpsertBatch, BatchMemory> memory,
            BiConsumer<String, String> hurry,
            Duration patience,
            Executor workers,
            Clock clock) {
        this.memory = memory;
        this.hurry = hurry;
        this.patience = patience;
        this.workers = workers;
        this.clock = clock;
    }

    /** Body: a {@link DeliveredBatch} or a {@link BatchReport}; the same after the wait, or a report when all is over. */
    public CompletionStage<Object> await(Object body) {
        if (body instanceof DeliveredBatch batch) {
            return await(body, batch.batch(), batch.results(), ends -> new BulkResults(ends).of(batch));
        }
        if (body instanceof BatchReport report && !report.results().isEmpty()) {
            return await(body, report.batch(), report.results(), ends -> new BulkResults(ends).of(report));
        }
        return CompletableFuture.completedFuture(body);
    }

    private CompletionStage<Object> await(
            Object body, UpsertBatch batch, List<UpsertResult> results, Function<BatchEnds, Object> then) {
        BatchEnds ends = memory.apply(batch).ends();
        if (ends.isEmpty()) {
            return CompletableFuture.completedFuture(body);
        }
        return await(batch.origin(), results, ends).thenApply(done -> {
            Object next = then.apply(ends);
            if (next instanceof BatchReport) {
                ends.close();
            }
            return next;
        });
    }

    private CompletionStage<Boolean> await(Origin origin, List<UpsertResult> results, BatchEnds ends) {
        Map<Integer, String> open = new HashMap<>();
        for (UpsertResult result : results) {
            if (result instanceof UpsertResult.Accepted accepted
                    && ends.isFollowed(accepted.entry().index())
                    && ends.of(accepted.entry().index()).isEmpty()) {
                open.put(accepted.entry().index(), accepted.taskId());
            }
        }
        new HashSet<>(open.values()).forEach(task -> hurry.accept(origin.sourceKey(), task));
        return open.isEmpty()
                ? CompletableFuture.completedFuture(true)
                : ends.all(open.keySet())
                        .thenApply(done -> true)
                        .completeOnTimeout(false, left(origin), TimeUnit.MILLISECONDS)
                        .thenApplyAsync(done -> done, workers);
    }

    private long left(Origin origin) {
        return Math.min(patience.toMillis(), origin.left(clock.instant()).toMillis());
    }
}
