package dev.fhirgateway;

import dev.fhirgateway.access.ClientCommand;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.settings.SettingsReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A whole gateway on ports of its own, and the EHR in front of it. */
final class GatewayUnderTest implements AutoCloseable {
    private static final List<String> ANY_PORT = List.of("--gateway.http.port=0", "--sandbox.port=0");

    /** An answer that takes longer than this does not come, however busy the machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The most tries of a call before a registry that is not the sandbox. */
    static final int TRIES = 3;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Gateway gateway;

    private GatewayUnderTest(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * @param config its config folder
     * @param settings such as {@code gateway.delivery.max-tries=3}
     */
    static GatewayUnderTest start(Path config, String... settings) {
        List<String> args = Stream.of(
                        ANY_PORT.stream(),
                        Stream.of("--gateway.ledger.folder=" + config.resolve("data")),
                        Arrays.stream(settings).map(setting -> "--" + setting))
                .flatMap(given -> given)
                .toList();
        return new GatewayUnderTest(Gateway.start(SettingsReader.read(config, args, Map.of(), false)));
    }

    /**
     * In front of a registry that is not the sandbox, with {@link #TRIES} tries for a call and hardly a pause.
     *
     * @param config its config folder
     * @param registry its base URL
     * @param more settings
     */
    static GatewayUnderTest before(Path config, URI registry, String... more) {
        return start(
                config,
                Stream.concat(
                                Stream.of(
                                        "gateway.mode=development",
                                        "gateway.registry.url=" + registry,
                                        "gateway.registry.api-key=Zzkey",
                                        "gateway.delivery.max-tries=" + TRIES,
                                        "gateway.delivery.backoff-initial=1ms",
                                        "gateway.delivery.backoff-max=1ms"),
                                Arrays.stream(more))
                        .toArray(String[]::new));
    }

    /** Adds a client before the gateway starts; gives its token. */
    static String newClient(Path config, String source) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        ClientCommand.run(List.of("add", "ehr", "--source", source), config, printed, printed);
        String text = out.toString(StandardCharsets.UTF_8);
        return text.substring(text.indexOf("Bearer ") + "Bearer ".length()).strip();
    }

    Gateway gateway() {
        return gateway;
    }

    Sandbox sandbox() {
        return Objects.requireNonNull(gateway.sandbox());
    }

    /** Another path of the same server. */
    URI at(String path) {
        return gateway.url().resolve(path);
    }

    /** Sends a batch as an EHR does. Headers are name and value in turn. */
    BatchAnswer put(String batch, String... headers) throws IOException, InterruptedException {
        return put(gateway.url(), batch, headers);
    }

    BatchAnswer put(URI target, String batch, String... headers) throws IOException, InterruptedException {
        return new BatchAnswer(http.send(request(target, batch, headers), BodyHandlers.ofString()));
    }

    /** Sends a batch and does not wait for the answer. */
    CompletableFuture<BatchAnswer> putLater(String batch) {
        return http.sendAsync(request(gateway.url(), batch), BodyHandlers.ofString())
                .thenApply(BatchAnswer::new);
    }

    /** Asks for another path of the same server, as an EHR does. */
    BatchAnswer ask(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).timeout(PATIENCE);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return new BatchAnswer(http.send(request.build(), BodyHandlers.ofString()));
    }

    String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static HttpRequest request(URI target, String batch, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .setHeader("Content-Type", "application/fhir+json")
                .PUT(BodyPublishers.ofString(batch));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
