package dev.fhirgateway.send;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The chunks that are under way: several at a time, but of those that name the same record one after the other, in the
 * order in which they were started. When one ends without an answer, those that wait for it are not sent at all.
 */
final class InFlight implements AutoCloseable {
    /** So many more than can be sent at a time are held, so that one that waits for a record does not hold up the rest. */
    private static final int HELD = 2;

    /** How long a request that has been sent is waited for when all is to stop. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final int permits;
    private final Semaphore room;
    private final ExecutorService workers;
    private final Consumer<Chunk> work;
    private final Stop stop;
    private final Map<String, CompletableFuture<Void>> lastOf = new ConcurrentHashMap<>();

    /**
     * @param atOnce how many are worked on at a time
     * @param work sends one, and returns when it is answered
     */
    InFlight(int atOnce, Consumer<Chunk> work, Stop stop) {
        this.permits = HELD * atOnce;
        this.room = new Semaphore(permits);
        this.workers = Executors.newFixedThreadPool(atOnce);
        this.work = work;
        this.stop = stop;
    }

    /**
     * Starts one, as soon as there is room. To be called by one thread.
     *
     * @throws Stopped when that was asked for
     */
    void start(Chunk chunk) {
        acquire(1);
        List<String> records = chunk.records();
        CompletableFuture<?>[] before = records.stream()
                .map(lastOf::get)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> mine = new CompletableFuture<>();
        records.forEach(record -> lastOf.put(record, mine));
        var unused = CompletableFuture.allOf(before)
                .thenRunAsync(() -> work(chunk), workers)
                .whenComplete((done, fault) -> end(records, mine, fault));
    }

    private void work(Chunk chunk) {
        try {
            stop.check();
            work.accept(chunk);
        } catch (UncheckedIOException e) {
            stop.because("what was answered could not be written down: " + e.getCause());
            throw e;
        } catch (IllegalStateException | OutOfMemoryError e) {
            stop.because(e.toString());
            throw e;
        }
    }

    private void end(List<String> records, CompletableFuture<Void> mine, @Nullable Throwable fault) {
        if (fault == null) {
            records.forEach(record -> lastOf.remove(record, mine));
            mine.complete(null);
        } else {
            mine.completeExceptionally(fault);
        }
        room.release();
    }

    /** @throws Stopped when that was asked for before all was answered */
    void awaitAll() {
        acquire(permits);
        room.release(permits);
        stop.check();
    }

    private void acquire(int wanted) {
        try {
            while (!room.tryAcquire(wanted, 100, TimeUnit.MILLISECONDS)) {
                stop.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.ask();
            throw new Stopped();
        }
    }

    /** Ends when what was sent is answered, or was waited for long enough. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!room.tryAcquire(permits, GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
                workers.awaitTermination(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
