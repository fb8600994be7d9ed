package dev.fhirgateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thread for each splitter. Camel's splitter takes one part and then gives itself to its executor again, for the
 * next: handed to another thread each time, that costs more than the part. Here what a thread gives to this executor
 * is what it does next.
 */
final class SplitterThreads extends AbstractExecutorService {
    private static final ThreadLocal<@Nullable Following> FOLLOWING = new ThreadLocal<>();

    private final ExecutorService threads;

    /**
     * @param threads has one for each task, however long that waits
     */
    SplitterThreads(ExecutorService threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        Following following = FOLLOWING.get();
        if (following != null && following.owner() == this) {
            following.tasks().add(task);
        } else {
            threads.execute(() -> runWithWhatFollows(task));
        }
    }

    private void runWithWhatFollows(Runnable first) {
        Deque<Runnable> own = new ArrayDeque<>();
        FOLLOWING.set(new Following(this, own));
        try {
            for (Runnable task = first; task != null; task = own.poll()) {
                task.run();
            }
        } finally {
            FOLLOWING.remove();
            own.forEach(this::execute);
        }
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }

    /**
     * What a thread does next.
     *
     * @param owner whose thread it is
     */
    private record Following(SplitterThreads owner, Deque<Runnable> tasks) {}
}
