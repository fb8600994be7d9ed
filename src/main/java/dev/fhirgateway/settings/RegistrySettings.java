package dev.fhirgateway.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the registry is reached.
 *
 * @param url base URL without a trailing slash; HTTPS unless the host is a loopback address
 * @param apiKey sent as {@code X-Clinia-API-Key}; never shown
 * @param connectTimeout how long a connection may take to open
 * @param readTimeout how long an answer may take
 * @param client what makes the calls
 */
public record RegistrySettings(
        URI url, String apiKey, Duration connectTimeout, Duration readTimeout, RegistryClient client) {
    static final Setting<Optional<URI>> URL = Setting.of(
            "gateway.registry.url",
            Form.optional(RegistryUrl.FORM),
            "",
            "The base URL of the registry. With none, the embedded sandbox takes its place: records are kept in memory "
                    + "and are lost at the end unless `sandbox.store` is set, so this is for trying things out. Plain HTTP is refused unless the "
                    + "host is a loopback address, because the API key travels on every call.");
    static final Setting<String> API_KEY = Setting.secret(
            "gateway.registry.api-key",
            Form.text("printable ASCII without spaces or braces", Pattern.compile("[!-z|~]*")),
            "The key of the registry, needed whenever its URL is set. Better given as a file or as an environment "
                    + "variable than here or on the command line, where other users of the machine may read it.");
    static final Setting<Duration> CONNECT_TIMEOUT = Setting.of(
            "gateway.registry.connect-timeout",
            Form.duration(Duration.ofMillis(1)),
            "2s",
            "How long a connection to the registry may take to open.");
    static final Setting<Duration> READ_TIMEOUT = Setting.of(
            "gateway.registry.read-timeout",
            Form.duration(Duration.ofMillis(1)),
            "10s",
            "How long the registry may take to answer one call. When it passes, the call counts as lost and is tried "
                    + "again.");
    static final Setting<RegistryClient> CLIENT = Setting.of(
            "gateway.registry.client",
            Form.choice(RegistryClient.class),
            "vertx",
            "What makes the calls. `vertx` holds no thread while the registry thinks, and ends every call in time for the "
                    + "deadline of its batch. `camel-http` is Camel's own component, with a thread for each call, for who "
                    + "wants to set it up by `camel.component.http.*`, for instance for a proxy.");
    static final SettingGroup GROUP =
            new SettingGroup("The registry", List.of(URL, API_KEY, CONNECT_TIMEOUT, READ_TIMEOUT, CLIENT));

    /** What the sandbox is called with; it is no secret. */
    private static final String SANDBOX_KEY = "sandbox";

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting
     */
    public RegistrySettings {
        URL.require(Optional.of(url));
        API_KEY.require(apiKey);
        CONNECT_TIMEOUT.require(connectTimeout);
        READ_TIMEOUT.require(readTimeout);
    }

    static RegistrySettings from(SettingValues values) {
        Optional<URI> configured = values.get(URL);
        return new RegistrySettings(
                configured.orElseGet(() -> URI.create("http://127.0.0.1:" + values.get(SandboxSettings.PORT))),
                configured.isPresent() ? values.get(API_KEY) : SANDBOX_KEY,
                values.get(CONNECT_TIMEOUT),
                values.get(READ_TIMEOUT),
                values.get(CLIENT));
    }

    RegistrySettings withUrl(URI other) {
        return new RegistrySettings(other, apiKey, connectTimeout, readTimeout, client);
    }

    @Override
    public String toString() {
        return "RegistrySettings[url=" + url + ", apiKey=***, connectTimeout=" + connectTimeout + ", readTimeout="
                + readTimeout + ", client=" + client + "]";
    }
}
