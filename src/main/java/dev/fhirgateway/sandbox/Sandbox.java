package dev.fhirgateway.sandbox;

import dev.fhirgateway.sandbox.api.ApiKeys;
import dev.fhirgateway.sandbox.api.Behaviour;
import dev.fhirgateway.sandbox.http.SandboxServer;
import dev.fhirgateway.sandbox.record.Holdings;
import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.record.Storage;
import dev.fhirgateway.sandbox.store.MemoryStorage;
import dev.fhirgateway.sandbox.store.SqliteStorage;
import dev.fhirgateway.sandbox.store.StoreException;
import dev.fhirgateway.sandbox.trouble.TroubleFile;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import dev.fhirgateway.sandbox.trouble.TroublesInForce;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * An embedded registry for laptops and tests: the writes of the real one's contract, single and many at once, and what
 * its partitions show of them, over real HTTP on a loopback port; kept in memory or in a file, and with trouble on demand.
 * Logs nothing about the calls it gets.
 */
public final class Sandbox implements AutoCloseable {
    private final TroublesInForce troubles;
    private final Storage storage;
    private final Holdings holdings;
    private final SandboxServer server;

    private Sandbox(SandboxOptions options, TroublesInForce troubles, Storage storage) {
        this.troubles = troubles;
        this.storage = storage;
        Clock millis = Clock.tick(options.clock(), Duration.ofMillis(1));
        Behaviour behaviour = options.behaviour();
        holdings = new Holdings(storage, behaviour.strictCatalog(), millis, behaviour.taskDelay());
        server = new SandboxServer(
                holdings, behaviour, new ApiKeys(options.apiKey(), options.sourceApiKeys()), troubles, millis);
    }

    /**
     * Starts a sandbox and waits until it listens.
     *
     * @throws SandboxStartException when it cannot listen, as a rule because the port is taken, or cannot use its store
     */
    public static Sandbox start(SandboxOptions options) {
        Sandbox sandbox = make(options);
        try {
            sandbox.server.listen(options.port());
            return sandbox;
        } catch (CompletionException failed) {
            sandbox.close();
            Throwable cause = failed.getCause();
            throw new SandboxStartException(options.port(), cause == null ? failed : cause);
        }
    }

    private static Sandbox make(SandboxOptions options) {
        TroublesInForce troubles = troubles(options);
        Storage storage = storage(options);
        try {
            return new Sandbox(options, troubles, storage);
        } catch (StoreException unusable) {
            storage.close();
            throw new SandboxStartException(options.store(), unusable);
        }
    }

    private static TroublesInForce troubles(SandboxOptions options) {
        TroublesInForce troubles = new TroublesInForce();
        troubles.replace(options.trouble());
        Optional.ofNullable(options.troubleFile()).map(TroubleFile::open).ifPresent(troubles::follow);
        return troubles;
    }

    private static Storage storage(SandboxOptions options) {
        Path file = options.store();
        try {
            return file == null ? new MemoryStorage() : SqliteStorage.open(file);
        } catch (StoreException unusable) {
            throw new SandboxStartException(unusable);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Its base URL, without a trailing slash. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Sets the trouble that calls meet from now on. Where the plan has none for a call, the script decides. */
    public void faults(FaultPlan plan) {
        server.plan((call, nth) -> Optional.of(plan.decide(new ReceivedCall(call), nth))
                .filter(fault -> !(fault instanceof Fault.None))
                .map(Fault::trouble));
    }

    /** Sets the script of trouble for the calls from now on, in the place of the one before. */
    public void trouble(TroubleScript script) {
        troubles.replace(script);
    }

    /**
     * Forgets all records, tasks and calls, but not the catalog that they are held against, and starts the script of
     * trouble anew.
     */
    public void reset() {
        server.reset();
    }

    /** The calls so far, in the order in which they arrived; of very many the latest. */
    public List<ReceivedCall> received() {
        return server.calls().stream().map(ReceivedCall::new).toList();
    }

    /** How many records of this type the source holds at this moment. */
    public int stored(String sourceKey, String type) {
        return holdings.tasks().look(() -> holdings.resources().count(new RecordKey.Collection(sourceKey, type)));
    }

    /** Stops it: open connections are closed; records are gone, unless it has a store. Closing twice does no harm. */
    @Override
    public void close() {
        try {
            server.close();
        } finally {
            storage.close();
        }
    }
}
