package dev.fhirgateway.delivery.order;

import dev.fhirgateway.upsert.Origin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The records that one batch has claimed, each by its {@link dev.fhirgateway.upsert.UpsertEntry#key()}. Safe for use by
 * many threads.
 */
public final class Claims implements AutoCloseable {
    private final RecordOrder order;
    private final Origin origin;
    private final Map<String, Place> places;
    private volatile @Nullable CompletableFuture<Boolean> alarm;

    Claims(RecordOrder order, Origin origin, Map<String, Place> places) {
        this.order = order;
        this.origin = origin;
        this.places = places;
    }

    /** One alarm for all that have to wait, and none when nobody has to. */
    void watch() {
        List<Place> waiting =
                places.values().stream().filter(place -> !place.turn().isDone()).toList();
        if (!waiting.isEmpty()) {
            CompletableFuture<Boolean> deadline = order.alarm(origin);
            alarm = deadline;
            var unused = deadline.thenAccept(passed -> {
                if (passed) {
                    order.later(() -> waiting.forEach(Claims::giveUp));
                }
            });
        }
    }

    private static void giveUp(Place place) {
        place.turn().completeExceptionally(new TurnMissed());
    }

    /**
     * When the record may be written. Nearly always now: then the future is done, and nothing was made for it.
     *
     * @return completes when all batches that claimed the record earlier have released it; or exceptionally with a
     *     {@link TurnMissed}, when the deadline of this batch comes first or it is closed. Both happen on the executor of
     *     the order. The record is to be released in every case
     * @throws IllegalArgumentException when the batch has not claimed the record
     */
    public CompletableFuture<@Nullable Void> turn(String record) {
        return place(record).turn();
    }

    /**
     * Lets the next batch write the record, as soon as all that came before this one have released it too. A second time
     * does nothing.
     *
     * @throws IllegalArgumentException when the batch has not claimed the record
     */
    public void release(String record) {
        order.leave(place(record));
    }

    private Place place(String record) {
        Place place = places.get(record);
        if (place == null) {
            throw new IllegalArgumentException("the batch has not claimed this record");
        }
        return place;
    }

    /** Releases all that is left: the batch is over. A second time does nothing. */
    @Override
    public void close() {
        CompletableFuture<Boolean> deadline = alarm;
        if (deadline != null) {
            deadline.complete(false);
        }
        for (Place place : places.values()) {
            order.leave(place);
            if (!place.turn().isDone()) {
                order.later(() -> giveUp(place));
            }
        }
        order.forget(origin.batchId());
    }
}
