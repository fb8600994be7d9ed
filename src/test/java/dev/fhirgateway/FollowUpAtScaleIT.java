package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of tasks that end when they like, and a gateway that is killed among them. */
class FollowUpAtScaleIT {
    private static final int ENTRIES = 5_000;
    private static final int MOST_POLLS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String SCRIPT =
            """
            seed: 6
            rules:
              - {type: patient, probability: 0.005, task: in-review}
              - {type: patient, probability: 0.33, task: fails(INVALID_ARGUMENT), task-time: 200ms..20s}
              - {type: patient, task: on-time, task-time: 200ms..20s}
            """;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger polls = new AtomicInteger();

    @Test
    void everyTaskEndsRightAlsoWhenTheGatewayIsKilledMeanwhile() throws Exception {
        try (Sandbox sandbox =
                Sandbox.start(SandboxOptions.defaults().withPort(0).withTrouble(TroubleScript.read(SCRIPT)))) {
            sandbox.faults((call, nth) -> {
                if (call.path().contains("/tasks/")) {
                    polls.incrementAndGet();
                }
                return new Fault.None();
            });

            // Given
            String status;
            try (GatewayProcess killed = start(sandbox)) {
                BatchAnswer answer = put(killed.url());
                assertThat(answer.status()).isEqualTo(202);
                assertThat(answer.counts()).isEqualTo("persisted=0, accepted=5000, unchanged=0, failed=0");
                status = answer.header("Content-Location");
                assertThat(ask(killed, status).status()).isEqualTo(202);
            }

            // When
            Map<String, Set<String>> told;
            try (GatewayProcess restarted = start(sandbox)) {
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> ask(restarted, status).status() == 200);
                told = told(ask(restarted, status));
            }

            // Then
            assertThat(told.keySet()).containsExactly("ACCEPTED", "FAILED", "PERSISTED");
            assertThat(told.get("ACCEPTED")).hasSizeBetween(5, 60);
            assertThat(told.get("FAILED")).hasSizeBetween(ENTRIES / 4, ENTRIES * 2 / 5);
            assertThat(told.get("PERSISTED")).isEqualTo(stored(sandbox));
            assertThat(told.values().stream().mapToInt(Set::size).sum()).isEqualTo(ENTRIES);
            double perTask = (double) polls.get() / ENTRIES;
            assertThat(perTask)
                    .as("%.2f polls a task, %d in all", perTask, polls.get())
                    .isLessThan(MOST_POLLS);
        }
    }

    private GatewayProcess start(Sandbox sandbox) throws IOException {
        return GatewayProcess.start(
                folder,
                "512m",
                "--gateway.mode=development",
                "--gateway.registry.url=" + sandbox.url(),
                "--gateway.registry.api-key=sandbox");
    }

    private BatchAnswer put(URI gateway) throws IOException, InterruptedException {
        List<String> ids = MarkedPatients.ids("p", ENTRIES);
        HttpRequest request = HttpRequest.newBuilder(gateway)
                .header("Content-Type", "application/fhir+json")
                .timeout(PATIENCE)
                .PUT(BodyPublishers.ofString(MarkedPatients.batch(ids)))
                .build();
        return new BatchAnswer(http.send(request, BodyHandlers.ofString()));
    }

    private BatchAnswer ask(GatewayProcess gateway, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(gateway.url().resolve(path)).build();
        return new BatchAnswer(http.send(request, BodyHandlers.ofString()));
    }

    private static Map<String, Set<String>> told(BatchAnswer answer) {
        Map<String, Set<String>> told = new TreeMap<>();
        for (JsonNode result : answer.json().path("results")) {
            told.computeIfAbsent(result.path("status").asText(), status -> new HashSet<>())
                    .add(result.path("id").asText());
        }
        return told;
    }

    private Set<String> stored(Sandbox sandbox) throws IOException, InterruptedException {
        Set<String> ids = new HashSet<>();
        for (int page = 0; ids.size() < sandbox.stored("default", "patient"); page++) {
            HttpRequest request = HttpRequest.newBuilder(
                            sandbox.url().resolve("/sources/default/v1/resources/patient?perPage=1000&page=" + page))
                    .header("X-Clinia-API-Key", "sandbox")
                    .build();
            JsonNode found = new BatchAnswer(http.send(request, BodyHandlers.ofString())).json();
            found.path("ids").forEach(id -> ids.add(id.asText()));
        }
        return ids;
    }
}
