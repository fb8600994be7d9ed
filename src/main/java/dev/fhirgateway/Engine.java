package dev.fhirgateway;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a gateway. {@link #workers()} do what costs time: there are as many as processors, and nothing may
 * wait in them; {@link #beginnings()} are done there too, behind what has begun. {@link #splitters()} wait a lot: each batch has one while it hands out its entries. The event loops of
 * {@link #vertx()} bring requests and answers, and nothing else may be done in them.
 */
final class Engine implements AutoCloseable {
    /** Threads beside those of the batches: for health, for refusals and for the operator's HTTP routes. */
    private static final int SPARE_THREADS = 32;

    private final Vertx vertx;
    private final ExecutorService workers;
    private final Executor beginnings;
    private final ExecutorService splitters;
    private final ScheduledExecutorService timer;
    private final List<ExecutorService> more = new ArrayList<>();

    private Engine(Vertx vertx) {
        int processors = Runtime.getRuntime().availableProcessors();
        this.vertx = vertx;
        this.workers = new ThreadPoolExecutor(
                processors, processors, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("worker"));
        this.beginnings = new Beginnings(workers, processors);
        this.splitters = new SplitterThreads(new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), named("splitter")));
        this.timer = Executors.newSingleThreadScheduledExecutor(named("timer"));
    }

    /**
     * A batch holds a thread of the server until it is answered. By default there are 20 of them: in an outage of the
     * registry, batches would take them all, and health checks would wait behind them until somebody restarts the
     * gateway. And a thread that is busy for a minute would be reported as blocked, with its stack, every second.
     *
     * @param batchesAtOnce the most batches in work
     */
    static Engine start(int batchesAtOnce) {
        // A hospital's names are resolved as the machine does it: search domains, hosts files, directory services.
        System.setProperty("vertx.disableDnsResolver", "true");
        return new Engine(Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true) // fewer system calls on Linux; elsewhere the JDK's own is taken
                .setWorkerPoolSize(batchesAtOnce + SPARE_THREADS)
                .setMaxWorkerExecuteTimeUnit(TimeUnit.DAYS)
                .setMaxWorkerExecuteTime(1)));
    }

    Vertx vertx() {
        return vertx;
    }

    ExecutorService workers() {
        return workers;
    }

    /** The same threads, for what may wait behind all that goes on already. */
    Executor beginnings() {
        return beginnings;
    }

    /** For what has to happen at a time; what it starts must be short. */
    ScheduledExecutorService timer() {
        return timer;
    }

    ExecutorService splitters() {
        return splitters;
    }

    /** One thread for each part of a job that begins, until it is under way; it may wait for the ledger there. */
    ExecutorService jobThreads() {
        ExecutorService threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), named("job"));
        more.add(threads);
        return threads;
    }

    /** One thread for each call, for a client that waits in it. */
    ExecutorService registryThreads(int concurrency) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                concurrency, concurrency, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("registry"));
        threads.allowCoreThreadTimeOut(true);
        more.add(threads);
        return threads;
    }

    @Override
    public void close() {
        splitters.shutdown();
        workers.shutdown();
        timer.shutdownNow();
        more.forEach(ExecutorService::shutdown);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
