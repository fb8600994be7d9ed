package dev.fhirgateway.sandbox.http;

import dev.fhirgateway.sandbox.api.ApiKeys;
import dev.fhirgateway.sandbox.api.Behaviour;
import dev.fhirgateway.sandbox.api.Endpoints;
import dev.fhirgateway.sandbox.record.Holdings;
import dev.fhirgateway.sandbox.trouble.TroublesInForce;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A sandbox's HTTP server on a loopback port, with all that comes before the endpoints: keys, the log of calls, trouble. */
public final class SandboxServer implements AutoCloseable {
    /** Before this, Vert.x has nothing to warn of: a large bulk request keeps everybody waiting by design. */
    private static final long LONGEST_WORK_MINUTES = 5;

    private static final int EVENT_LOOPS = 2;
    private static final int MAX_CALLS = 20_000;
    private static final long MAX_CALL_BYTES =
            Math.min(64L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 16);

    private final Vertx vertx;
    private final CallLog calls;
    private final FaultGate gate;
    private final StateApi state;
    final SandboxRoutes routes;
    private final AtomicInteger port = new AtomicInteger();

    /**
     * Made, but not listening.
     *
     * @param clock gives whole milliseconds
     */
    public SandboxServer(Holdings holdings, Behaviour behaviour, ApiKeys keys, TroublesInForce troubles, Clock clock) {
        calls = new CallLog(clock, MAX_CALLS, MAX_CALL_BYTES);
        gate = new FaultGate(calls, troubles, clock);
        state = new StateApi(behaviour, holdings, calls, gate, troubles);
        routes = new SandboxRoutes(
                keys,
                holdings::isFull,
                new ControlRoutes(new TroubleApi(troubles), new ReceivedApi(calls), state),
                gate,
                Endpoints.of(holdings, behaviour, keys, clock),
                new CatalogRoutes(holdings));
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MINUTES)
                .setMaxEventLoopExecuteTime(LONGEST_WORK_MINUTES)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    /**
     * Listens on this port of 127.0.0.1, 0 for any free one. One event loop after the other: were one still on its way
     * when another finds the port taken, closing would cross it.
     *
     * @throws CompletionException when it cannot
     */
    public void listen(int wantedPort) {
        for (int i = 0; i < EVENT_LOOPS; i++) {
            await(vertx.deployVerticle(new ServerVerticle(wantedPort, routes, port)));
        }
    }

    /** The port it listens on. */
    public int port() {
        return port.get();
    }

    /** The calls from now on are decided by this plan first. */
    public void plan(CallPlan plan) {
        gate.plan(plan);
    }

    /** The calls so far, in the order in which they arrived; of very many the latest. */
    public List<LoggedCall> calls() {
        return calls.calls();
    }

    /** Forgets records, tasks and calls, and starts the script of trouble anew. */
    public void reset() {
        state.reset();
    }

    /** Closes open connections. Closing twice does no harm. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
