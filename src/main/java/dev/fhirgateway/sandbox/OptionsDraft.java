package dev.fhirgateway.sandbox;

import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Options on their way to be others; fresh ones are the defaults. */
final class OptionsDraft {
    int port;
    String apiKey = "sandbox";
    Map<String, String> sourceApiKeys = Map.of();
    Set<String> asyncTypes = Set.of();
    Duration taskDelay = Duration.ofSeconds(2);
    boolean lenientIds;
    boolean legacy;
    boolean strictCatalog;
    TroubleScript trouble = TroubleScript.empty();

    @Nullable
    Path troubleFile;

    @Nullable
    Path store;

    Clock clock = Clock.systemUTC();

    OptionsDraft() {}

    OptionsDraft(SandboxOptions options) {
        port = options.port();
        apiKey = options.apiKey();
        sourceApiKeys = options.sourceApiKeys();
        asyncTypes = options.asyncTypes();
        taskDelay = options.taskDelay();
        lenientIds = options.lenientIds();
        legacy = options.legacy();
        strictCatalog = options.strictCatalog();
        trouble = options.trouble();
        troubleFile = options.troubleFile();
        store = options.store();
        clock = options.clock();
    }

    SandboxOptions options() {
        return new SandboxOptions(
                port,
                apiKey,
                sourceApiKeys,
                asyncTypes,
                taskDelay,
                lenientIds,
                legacy,
                strictCatalog,
                trouble,
                troubleFile,
                store,
                clock);
    }
}
