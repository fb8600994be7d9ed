package dev.fhirgateway.sandbox;

import dev.fhirgateway.sandbox.api.Behaviour;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox behaves.
 *
 * @param port loopback port to listen on; 0 for any free one
 * @param apiKey the key that callers have to show, good for every source
 * @param sourceApiKeys keys that are good for one source each, by the source's key, and for the partition of its name
 * @param asyncTypes resource and relationship types whose writes are ACCEPTED and done by a task
 * @param taskDelay how long such a task takes, by {@code clock}
 * @param lenientIds whether ids of one character are taken too, which the registry's pattern refuses
 * @param legacy whether answers have the forms from before the registry's change of May 2025 ({@code source 004})
 * @param strictCatalog whether there is only what the catalog has: no record of a source or type that nobody made
 * @param trouble the trouble that calls meet from the start
 * @param troubleFile a script in the place of {@code trouble}, read again whenever it changes; null for none
 * @param store the file that all is kept in; null for keeping it in memory until the end
 * @param clock the sandbox's time; a test that moves it finishes tasks without waiting
 */
public record SandboxOptions(
        int port,
        String apiKey,
        Map<String, String> sourceApiKeys,
        Set<String> asyncTypes,
        Duration taskDelay,
        boolean lenientIds,
        boolean legacy,
        boolean strictCatalog,
        TroubleScript trouble,
        @Nullable Path troubleFile,
        @Nullable Path store,
        Clock clock) {
    private static final int HIGHEST_PORT = 65_535;

    public SandboxOptions {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and " + HIGHEST_PORT);
        }
        Objects.requireNonNull(apiKey);
        sourceApiKeys = Map.copyOf(sourceApiKeys);
        asyncTypes = Set.copyOf(asyncTypes);
        Objects.requireNonNull(taskDelay);
        Objects.requireNonNull(trouble);
        Objects.requireNonNull(clock);
    }

    /**
     * Any free port, key {@code sandbox}, everything persisted at once, tasks of 2 s, strict ids, current forms, a
     * lenient catalog, no trouble, in memory, system time.
     */
    public static SandboxOptions defaults() {
        return new OptionsDraft().options();
    }

    public SandboxOptions withPort(int port) {
        return with(draft -> draft.port = port);
    }

    public SandboxOptions withApiKey(String apiKey) {
        return with(draft -> draft.apiKey = apiKey);
    }

    public SandboxOptions withSourceApiKeys(Map<String, String> sourceApiKeys) {
        return with(draft -> draft.sourceApiKeys = sourceApiKeys);
    }

    public SandboxOptions withAsyncTypes(Set<String> asyncTypes) {
        return with(draft -> draft.asyncTypes = asyncTypes);
    }

    public SandboxOptions withTaskDelay(Duration taskDelay) {
        return with(draft -> draft.taskDelay = taskDelay);
    }

    public SandboxOptions withLenientIds(boolean lenientIds) {
        return with(draft -> draft.lenientIds = lenientIds);
    }

    public SandboxOptions withLegacy(boolean legacy) {
        return with(draft -> draft.legacy = legacy);
    }

    public SandboxOptions withStrictCatalog(boolean strictCatalog) {
        return with(draft -> draft.strictCatalog = strictCatalog);
    }

    public SandboxOptions withTrouble(TroubleScript trouble) {
        return with(draft -> draft.trouble = trouble);
    }

    public SandboxOptions withTroubleFile(Path troubleFile) {
        return with(draft -> draft.troubleFile = troubleFile);
    }

    public SandboxOptions withStore(@Nullable Path store) {
        return with(draft -> draft.store = store);
    }

    public SandboxOptions withClock(Clock clock) {
        return with(draft -> draft.clock = clock);
    }

    Behaviour behaviour() {
        return new Behaviour(asyncTypes, taskDelay, lenientIds, legacy, strictCatalog);
    }

    private SandboxOptions with(Consumer<OptionsDraft> change) {
        OptionsDraft draft = new OptionsDraft(this);
        change.accept(draft);
        return draft.options();
    }

    @Override
    public String toString() {
        return "SandboxOptions[port=" + port + ", apiKey=***, sourceApiKeys=" + sourceApiKeys.keySet() + ", asyncTypes="
                + asyncTypes + ", taskDelay=" + taskDelay + ", lenientIds=" + lenientIds + ", legacy=" + legacy
                + ", strictCatalog=" + strictCatalog + ", trouble=" + trouble + ", troubleFile=" + troubleFile
                + ", store=" + store + "]";
    }
}
