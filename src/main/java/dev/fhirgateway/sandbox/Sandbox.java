package dev.fhirgateway.sandbox;

import dev.fhirgateway.sandbox.catalog.Catalog;
import dev.fhirgateway.sandbox.catalog.RecordGate;
import dev.fhirgateway.sandbox.trouble.TroubleFile;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import dev.fhirgateway.sandbox.trouble.TroublesInForce;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An embedded registry for laptops and tests: the writes of the real one's contract, single and many at once, and what
 * its partitions show of them, over real HTTP on a loopback port; kept in memory or in a file, and with trouble on demand.
 * Logs nothing about the calls it gets.
 */
public final class Sandbox implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;
    private static final int MAX_CALLS = 20_000;
    private static final long MAX_CALL_BYTES = 64L * 1024 * 1024;

    private final Vertx vertx;
    private final CallLog calls;
    private final TroublesInForce troubles = new TroublesInForce();
    private final FaultGate gate;
    private final StateApi state;
    private final Storage storage;
    private final ResourceStore store;
    private final TaskBook tasks;
    final SandboxRoutes routes;
    private final AtomicInteger port = new AtomicInteger();

    private Sandbox(SandboxOptions options) {
        Clock millis = Clock.tick(options.clock(), Duration.ofMillis(1));
        calls = new CallLog(millis, MAX_CALLS, MAX_CALL_BYTES);
        gate = new FaultGate(calls, troubles, millis);
        troubles.replace(options.trouble());
        Optional.ofNullable(options.troubleFile()).map(TroubleFile::open).ifPresent(troubles::follow);
        storage = storage(options);
        Catalog catalog = new Catalog(options.strictCatalog(), storage.catalog());
        RecordGate door = new RecordGate(catalog);
        store = new ResourceStore(storage, door);
        tasks = new TaskBook(millis, options.taskDelay(), new Effects(store, door), storage);
        TaskDesk desk = new TaskDesk(options.legacy(), tasks, store.relationships(), catalog);
        state = new StateApi(options, store, tasks, calls, gate, troubles);
        routes = routes(options, millis, desk, catalog);
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    private static Storage storage(SandboxOptions options) {
        Path file = options.store();
        return file == null ? new MemoryStorage() : SqliteStorage.open(file);
    }

    private SandboxRoutes routes(SandboxOptions options, Clock millis, TaskDesk desk, Catalog catalog) {
        KeyCheck keys = new KeyCheck(options.lenientIds());
        ResourceWrites operations = new ResourceWrites(keys, millis);
        RelationshipWrites relationships = new RelationshipWrites(millis);
        WriteAnswers writes = new WriteAnswers(options, tasks);
        return new SandboxRoutes(
                new ApiKeys(options),
                new ControlRoutes(new TroubleApi(troubles), new ReceivedApi(calls), state),
                gate,
                new TaskApi(desk),
                new RecordRoutes(
                        new ResourceApi(keys, millis, store, operations, writes, tasks), new Listing(store, tasks)),
                new RelationshipRoutes(new RelationshipApi(options, millis, store, tasks)),
                new PartitionRoutes(new PartitionApi(options, catalog, store, tasks)),
                new BatchRoutes(
                        BulkApi.ofResources(operations, tasks, desk),
                        BulkApi.ofRelationships(relationships, tasks, desk),
                        new BundleApi(options.asyncTypes(), operations, relationships, tasks, desk),
                        new PurgeApi(tasks, desk)),
                new ContainedRoutes(new ContainedApi(keys, operations, writes)),
                new CatalogRoutes(catalog, tasks));
    }

    /**
     * Starts a sandbox and waits until it listens.
     *
     * @throws SandboxStartException when it cannot listen, as a rule because the port is taken, or cannot use its store
     */
    public static Sandbox start(SandboxOptions options) {
        Sandbox sandbox = make(options);
        try {
            sandbox.listen(options.port());
            return sandbox;
        } catch (CompletionException failed) {
            sandbox.close();
            Throwable cause = failed.getCause();
            throw new SandboxStartException(options.port(), cause == null ? failed : cause);
        }
    }

    private static Sandbox make(SandboxOptions options) {
        try {
            return new Sandbox(options);
        } catch (StoreException unusable) {
            throw new SandboxStartException(unusable);
        }
    }

    /** One after the other: were one still on its way when another finds the port taken, closing would cross it. */
    private void listen(int wantedPort) {
        for (int i = 0; i < EVENT_LOOPS; i++) {
            await(vertx.deployVerticle(new SandboxServer(wantedPort, routes, port)));
        }
    }

    /** The port it listens on. */
    public int port() {
        return port.get();
    }

    /** Its base URL, without a trailing slash. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Sets the trouble that calls meet from now on. Where the plan has none for a call, the script decides. */
    public void faults(FaultPlan plan) {
        gate.plan(plan);
    }

    /** Sets the script of trouble for the calls from now on, in the place of the one before. */
    public void trouble(TroubleScript script) {
        troubles.replace(script);
    }

    /** Forgets all records, tasks and calls, but not the catalog that they are held against, and starts the script of trouble anew. */
    public void reset() {
        state.reset();
    }

    /** The calls so far, in the order in which they arrived; of very many the latest. */
    public List<ReceivedCall> received() {
        return calls.calls();
    }

    /** How many records of this type the source holds at this moment. */
    public int stored(String sourceKey, String type) {
        return tasks.look(() -> store.count(new RecordKey.Collection(sourceKey, type)));
    }

    /** Stops it: open connections are closed; records are gone, unless it has a store. Closing twice does no harm. */
    @Override
    public void close() {
        await(vertx.close());
        storage.close();
    }

    private static void await(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
