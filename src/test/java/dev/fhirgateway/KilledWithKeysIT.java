package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.ledger.ParkedState;
import dev.fhirgateway.ledger.ParkedWord;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed gateway knew of keys and of relationships that wait. */
class KilledWithKeysIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "Idempotency-Key";
    private static final String WAITING =
            """
            [{"resourceType":"Patient","id":"p-1","managingOrganization":{"reference":"Organization/o-late"}}]""";

    @TempDir
    private Path config;

    private Sandbox registry;

    @BeforeEach
    void start() {
        registry = Sandbox.start(SandboxOptions.defaults().withPort(0));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aKeyInWorkIsFreeAgainAndAnAnswerIsGivenAgain() throws Exception {
        // Given
        String answered = MarkedPatients.batch(List.of("p-1"));
        String lost = MarkedPatients.batch(List.of("p-2"));
        BatchAnswer first;
        try (KilledGateway killed = KilledGateway.start(config, settings())) {
            first = killed.put(answered, KEY, "Zzkey-1").orElseThrow();
            registry.trouble(TroubleScript.read("{id: p-2, nth: 1, hang: before-commit}"));
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> unanswered(killed, lost));
            await().atMost(PATIENCE).until(() -> registry.received().stream()
                    .anyMatch(call -> call.path().endsWith("/p-2")));

            // When
            killed.kill();
            running.join();
        }

        // Then
        try (GatewayUnderTest again = GatewayUnderTest.start(config, settings())) {
            assertThat(again.put(answered, KEY, "Zzkey-1").text()).isEqualTo(first.text());
            BatchAnswer resent = again.put(lost, KEY, "Zzkey-2");
            assertThat(resent.counts()).isEqualTo("persisted=1, accepted=0, unchanged=0, failed=0");
        }
    }

    @Test
    void aRelationshipGoesOnWaiting() throws Exception {
        // Given
        try (KilledGateway killed = KilledGateway.start(config, settings())) {
            assertThat(killed.put(WAITING).orElseThrow().text()).contains("parked-reference");
        }

        // When
        try (GatewayUnderTest again = GatewayUnderTest.start(config, settings())) {
            again.put("[{\"resourceType\":\"Organization\",\"id\":\"o-late\",\"name\":\"Zz clinic\"}]");

            // Then
            await().atMost(PATIENCE).until(() -> made(again));
        }
    }

    private static boolean made(GatewayUnderTest gateway) {
        List<ParkedState> parked = gateway.gateway().ledger().parked().of(new RecordId("default", "Patient", "p-1"));
        return !parked.isEmpty() && parked.stream().allMatch(state -> state.word() == ParkedWord.MADE);
    }

    private static void unanswered(KilledGateway gateway, String batch) {
        try {
            assertThat(gateway.put(batch, KEY, "Zzkey-2")).isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String[] settings() {
        return Stream.of(
                        "gateway.mode=development",
                        "gateway.registry.url=" + registry.url(),
                        "gateway.registry.api-key=sandbox")
                .toArray(String[]::new);
    }
}
