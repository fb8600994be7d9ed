package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.ReceivedCall;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else locks the file of the ledger while tasks of the registry are followed, and lets it go again. */
class LedgerLockedIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String REASON = "another process has locked its file";
    private static final String SCRIPT =
            """
            - {id: fails, task: fails(INVALID_ARGUMENT), task-time: 6s}
            - {id: in-review, task: in-review}
            - {id: "slow-*", task: on-time, task-time: 6s}
            - {id: "late-*", task: on-time, task-time: 30s}
            """;

    @TempDir
    private Path config;

    private GatewayUnderTest gateway;

    @BeforeEach
    void start() {
        gateway = GatewayUnderTest.start(
                config, "gateway.follow-up.first-poll=50ms", "gateway.follow-up.longest-pause=500ms");
        gateway.sandbox().trouble(TroubleScript.read(SCRIPT));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void theFollowUpStandsStillAndGoesOnByItselfAndNothingIsLost() throws Exception {
        // Given
        JsonNode stored =
                gateway.put(MarkedPatients.batch(List.of("stored"))).slots().get(0);
        BatchAnswer accepted = gateway.put(MarkedPatients.batch(
                List.of("fails", "in-review", "slow-1", "slow-2", "slow-3", "late-1", "late-2", "late-3")));
        String status = accepted.header("Content-Location");
        assertThat(accepted.counts()).isEqualTo("persisted=0, accepted=8, unchanged=0, failed=0");

        // When
        try (LockedFile file = LockedFile.lock(config.resolve("data/ledger.db"))) {
            awaitHealth("DOWN");

            // Then
            assertThat(gateway.get("/observe/health")).contains(REASON);
            assertRefused(gateway.put(MarkedPatients.batch(List.of("refused", "stored"))));
            long polls = polls();
            await().during(Duration.ofSeconds(8)).atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(polls())
                    .isEqualTo(polls));
            assertThat(gateway.ask(status).status()).isEqualTo(202);
            file.unlock();
        }
        awaitHealth("UP");
        assertThat(gateway.put(MarkedPatients.batch(List.of("refused"))).status())
                .isEqualTo(200);
        await().atMost(PATIENCE).until(() -> gateway.ask(status).status() == 200);
        assertEnded(status, stored);
        assertThat(puts()).containsOnlyOnce("slow-1", "slow-2", "slow-3", "late-1", "late-2", "late-3", "stored");

        // When
        gateway.close();
        start();

        // Then
        assertEnded(status, stored);
    }

    private void assertEnded(String status, JsonNode stored) throws Exception {
        BatchAnswer ended = gateway.ask(status);
        assertThat(ended.counts()).isEqualTo("persisted=6, accepted=1, unchanged=0, failed=1");
        for (JsonNode result : ended.json().path("results")) {
            String id = result.path("id").asText();
            JsonNode state = state(id);
            assertThat(result.path("status").asText()).as(id).isEqualTo(end(id));
            assertThat(state.path("versionId")).as(id).isEqualTo(result.path("versionId"));
        }
        assertThat(state("stored").path("versionId")).isEqualTo(stored.at("/meta/versionId"));
        assertThat(state("stored").path("status").asText()).isEqualTo("PERSISTED");
    }

    private static String end(String id) {
        return switch (id) {
            case "fails" -> "FAILED";
            case "in-review" -> "ACCEPTED";
            default -> "PERSISTED";
        };
    }

    private static void assertRefused(BatchAnswer refused) {
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(BatchAnswer.diagnostics(refused.json())).contains("nothing was sent", REASON, "a resend is safe");
    }

    private void awaitHealth(String status) {
        await().atMost(SOON).until(() -> gateway.get("/observe/health").startsWith("{\"status\":\"" + status + "\""));
    }

    private JsonNode state(String id) throws Exception {
        return gateway.ask("/gateway/records/default/Patient/" + id).json().path("state");
    }

    private long polls() {
        return gateway.sandbox().received().stream()
                .filter(call -> call.path().contains("/tasks/"))
                .count();
    }

    private List<String> puts() {
        return gateway.sandbox().received().stream()
                .filter(call -> call.method().equals("PUT"))
                .map(ReceivedCall::path)
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }
}
