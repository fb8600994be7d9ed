package dev.fhirgateway.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.MovableClock;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The registry that is looked at: a workspace that the caller names, or a sandbox of our own.
 *
 * <ul>
 *   <li>{@code registry.url} is its base URL; without it the sandbox is looked at.
 *   <li>{@code registry.key-file} or {@code registry.key} is the API key.
 *   <li>{@code registry.subjects} names a file in the form of {@code contract/subjects.json}, with {@code source}: what
 *       may be written where. Without it the suite makes a source of its own and takes it away at the end.
 * </ul>
 */
final class ContractTarget implements AutoCloseable {
    private final String name;
    private final Workspace workspace;
    private final @Nullable Sandbox sandbox;

    private ContractTarget(String name, Workspace workspace, @Nullable Sandbox sandbox) {
        this.name = name;
        this.workspace = workspace;
        this.sandbox = sandbox;
    }

    /** What the properties name. */
    static ContractTarget of(Properties properties) throws IOException {
        String url = properties.getProperty("registry.url", "");
        if (url.isBlank()) {
            return ofSandbox(sandboxOptions(), Optional.empty());
        }
        RegistryHttp http = new RegistryHttp(URI.create(url), key(properties), Waiting.really());
        return new ContractTarget(url, new Workspace(http, subjects(properties)), null);
    }

    /** A sandbox that shows every row: strict about its catalog, and with a type whose writes tasks do. */
    static SandboxOptions sandboxOptions() {
        return SandboxOptions.defaults().withStrictCatalog(true).withAsyncTypes(Set.of("contract-letter"));
    }

    static ContractTarget ofSandbox(SandboxOptions options, Optional<ObjectNode> subjects) {
        return ofSandbox(options, options.apiKey(), subjects);
    }

    /** A sandbox whose time passes only while the suite waits. */
    static ContractTarget ofSandbox(SandboxOptions options, String key, Optional<ObjectNode> subjects) {
        MovableClock clock = new MovableClock();
        Sandbox sandbox = Sandbox.start(options.withClock(clock));
        try {
            RegistryHttp http = new RegistryHttp(sandbox.url(), key, clock::move);
            return new ContractTarget("the sandbox", new Workspace(http, subjects), sandbox);
        } catch (IllegalStateException noEntry) {
            sandbox.close();
            throw noEntry;
        }
    }

    String name() {
        return name;
    }

    boolean isSandbox() {
        return sandbox != null;
    }

    Workspace workspace() {
        return workspace;
    }

    private static String key(Properties properties) throws IOException {
        String file = properties.getProperty("registry.key-file", "");
        String key = file.isBlank() ? properties.getProperty("registry.key", "") : Files.readString(Path.of(file));
        if (key.isBlank()) {
            throw new IllegalArgumentException("-Dregistry.url needs -Dregistry.key-file or -Dregistry.key");
        }
        return key.strip();
    }

    private static Optional<ObjectNode> subjects(Properties properties) throws IOException {
        String file = properties.getProperty("registry.subjects", "");
        return file.isBlank()
                ? Optional.empty()
                : Optional.of((ObjectNode) Json.MAPPER.readTree(Path.of(file).toFile()));
    }

    @Override
    public void close() {
        workspace.close();
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
