package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of which something is left when their tries or their time are over. */
class HandOverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> IDS = MarkedPatients.ids("handed", 5);
    private static final String STUCK = "{id: handed-2, status: 503}";

    @TempDir
    private Path config;

    private Sandbox registry;

    @BeforeEach
    void start() {
        registry = Sandbox.start(SandboxOptions.defaults().withPort(0));
        registry.trouble(TroubleScript.read(STUCK));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void whatIsLeftGoesOnAsAJobWhichHasAllResults() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, settings())) {
            // When
            BatchAnswer answer = gateway.put(MarkedPatients.batch(IDS), "Prefer", "respond-async, wait=60");

            // Then
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.counts()).isEqualTo("persisted=4, accepted=0, unchanged=0, failed=1");
            String job = URI.create(answer.header("Content-Location")).getPath();
            assertThat(job + ".0").endsWith("/_batch/" + answer.header("X-Batch-Id"));
            assertThat(get(gateway, job).statusCode()).isEqualTo(202);

            registry.trouble(TroubleScript.empty());
            await().atMost(PATIENCE).until(() -> get(gateway, job).statusCode() == 200);
            List<JsonNode> results = lines(get(gateway, job + "/output"));
            assertThat(results).extracting(line -> line.path("id").asText()).isEqualTo(IDS);
            assertThat(results).extracting(line -> line.path("status").asText()).containsOnly("PERSISTED");
            assertThat(timesSent("handed-1")).isOne();
        }
    }

    @Test
    void itGoesOnAfterAKill() throws Exception {
        String job;
        try (KilledGateway killed = KilledGateway.start(config, settings())) {
            BatchAnswer answer = killed.put(
                            MarkedPatients.batch(IDS), "Prefer", "respond-async;wait=60, return=minimal")
                    .orElseThrow();
            job = URI.create(answer.header("Content-Location")).getPath();
        }
        registry.trouble(TroubleScript.empty());

        try (GatewayUnderTest again = GatewayUnderTest.start(config, settings())) {
            await().atMost(PATIENCE).until(() -> get(again, job).statusCode() == 200);
            assertThat(lines(get(again, job + "/output"))).hasSize(IDS.size());
        }
        assertThat(timesSent("handed-1")).isOne();
        assertThat(registry.stored("default", "patient")).isEqualTo(IDS.size());
    }

    @Test
    void whoDoesNotAskIsAnsweredUnlessTheSettingSaysAlways() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, settings())) {
            BatchAnswer answer = gateway.put(MarkedPatients.batch(IDS), "X-Request-Timeout", "60s");
            assertThat(answer.status()).isEqualTo(207);
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, settings("gateway.jobs.hand-over=always"))) {
            BatchAnswer answer = gateway.put(MarkedPatients.batch(IDS), "X-Request-Timeout", "60s");
            assertThat(answer.status()).isEqualTo(202);
        }
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, settings("gateway.jobs.hand-over=never"))) {
            BatchAnswer answer = gateway.put(MarkedPatients.batch(IDS), "Prefer", "respond-async, wait=60");
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.counts()).as("a job from the beginning").isEmpty();
        }
    }

    @Test
    void aBatchThatNamesARecordAgainBehindWhatIsLeftIsAnswered() throws Exception {
        List<String> twice = List.of("handed-1", "handed-2", "handed-2");
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, settings())) {
            BatchAnswer answer = gateway.put(MarkedPatients.batch(twice), "Prefer", "respond-async, wait=60");

            assertThat(answer.status()).isEqualTo(207);
        }
    }

    @Test
    void aBatchOfWhichNothingIsLeftIsAnsweredAsEver() throws Exception {
        registry.trouble(TroubleScript.empty());
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, settings())) {
            BatchAnswer answer = gateway.put(MarkedPatients.batch(IDS), "Prefer", "respond-async, wait=60");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.ids()).isEqualTo(IDS);
        }
    }

    private long timesSent(String id) {
        return registry.received().stream()
                .filter(call -> call.method().equals("PUT") && call.path().endsWith("/" + id))
                .count();
    }

    private static HttpResponse<String> get(GatewayUnderTest gateway, String path)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(gateway.at(path)).build(), BodyHandlers.ofString());
    }

    private static List<JsonNode> lines(HttpResponse<String> answer) {
        return answer.body()
                .lines()
                .map(line -> {
                    try {
                        return BatchAnswer.JSON.readTree(line);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private String[] settings(String... more) {
        return Stream.concat(
                        Stream.of(
                                "gateway.mode=development",
                                "gateway.registry.url=" + registry.url(),
                                "gateway.registry.api-key=sandbox",
                                "gateway.delivery.max-tries=2",
                                "gateway.delivery.backoff-max=1s"),
                        Stream.of(more))
                .toArray(String[]::new);
    }
}
