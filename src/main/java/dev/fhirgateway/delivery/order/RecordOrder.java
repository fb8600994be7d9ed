package dev.fhirgateway.delivery.order;

import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Which batch may write a record now. Of two batches that name the same record, the one that made its claim first writes
 * it first ({@code fhir-side section 1}).
 *
 * <p>A batch claims all its records at once, and two claims are never made at the same time. So all lines have the same
 * order of batches, and no two batches can wait for each other in a circle.
 */
public final class RecordOrder {
    private final ConcurrentMap<RecordKey, Place> lasts = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Claims> batches = new ConcurrentHashMap<>();
    private final Object claiming = new Object();
    private final Executor executor;
    private final Clock clock;

    /**
     * @param executor what waits goes on there: never in the thread of the one that was waited for, or many that wait
     *     for the same record would pile up on its stack
     * @param clock the time against which deadlines are held
     */
    public RecordOrder(Executor executor, Clock clock) {
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Claims the records that a batch names, for its source. To be called when its body has been read, and to be closed
     * when it is over.
     *
     * @throws IllegalStateException when a batch of this id has claims already
     */
    public Claims claim(UpsertBatch batch) {
        Origin origin = batch.origin();
        Map<String, Place> places = new HashMap<>(batch.entries().size() * 2);
        for (UpsertEntry entry : batch.entries()) {
            if (entry.namesRecord()) {
                places.computeIfAbsent(entry.key(), key -> new Place(new RecordKey(origin.sourceKey(), key)));
            }
        }
        Claims claims = new Claims(this, origin, places);
        if (batches.putIfAbsent(origin.batchId(), claims) != null) {
            throw new IllegalStateException("batch " + origin.batchId() + " has claims already");
        }
        synchronized (claiming) {
            places.values().forEach(place -> lasts.compute(place.record(), (key, last) -> place.join(last)));
        }
        claims.watch();
        return claims;
    }

    /** The claims of the batch that an entry came with; none when it has made none, or is over. */
    Optional<Claims> claimsOf(Origin origin) {
        return Optional.ofNullable(batches.get(origin.batchId()));
    }

    void leave(Place place) {
        if (!place.hasLeft()) {
            lasts.computeIfPresent(place.record(), (key, last) -> place.leave(last));
            Place next = place.successor();
            if (next != null) {
                later(() -> next.turn().complete(null));
            }
        }
    }

    void forget(String batchId) {
        batches.remove(batchId);
    }

    /** After this time the alarm is true, unless it was set to false before. */
    CompletableFuture<Boolean> alarm(Origin origin) {
        Duration left = Duration.between(clock.instant(), origin.deadline());
        return new CompletableFuture<Boolean>()
                .completeOnTimeout(true, TimeUnit.MILLISECONDS.convert(left), TimeUnit.MILLISECONDS);
    }

    /** An executor that is being shut down takes nothing more; but what waits has to end, and not all on one stack. */
    void later(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException closing) {
            ForkJoinPool.commonPool().execute(task);
        }
    }

    /** Whether no record is claimed, and no batch remembered. */
    boolean isIdle() {
        return lasts.isEmpty() && batches.isEmpty();
    }
}
