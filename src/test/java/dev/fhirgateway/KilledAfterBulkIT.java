package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.ReceivedCall;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is killed when the registry has captured a bulk request and before its batch is answered. */
class KilledAfterBulkIT {
    private static final List<String> IDS = MarkedPatients.ids("survives", 20);

    @TempDir
    private Path config;

    @Test
    void theTaskIsFollowedByTheNextOne() throws Exception {
        try (Sandbox registry = Sandbox.start(SandboxOptions.defaults().withPort(0))) {
            // Given
            KillAtStep.begin();
            try (GatewayUnderTest gateway = GatewayUnderTest.start(config, settings(registry, KillAtStep.BEAN))) {
                gateway.put(MarkedPatients.batch(List.of("finds-the-step")));
            }
            String wait = KillAtStep.passed().stream()
                    .filter(step -> step.startsWith("upsert-entries/bean"))
                    .findFirst()
                    .orElseThrow();

            // When
            try (KilledGateway killed = KilledGateway.start(
                    config, settings(registry, KillAtStep.BEAN, "camel.beans.killer.step=" + wait))) {
                assertThat(killed.put(MarkedPatients.batch(IDS))).isEmpty();
                assertThat(killed.exitCode()).isEqualTo(KillAtStep.STATUS);
            }

            // Then
            try (GatewayUnderTest again = GatewayUnderTest.start(config, settings(registry))) {
                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(states(again))
                        .containsOnly("persisted")
                        .hasSize(IDS.size()));
            }
            assertThat(registry.received().stream()
                            .filter(call -> !call.method().equals("GET")))
                    .extracting(ReceivedCall::path)
                    .as("nothing was sent again")
                    .hasSize(2);
        }
    }

    /** What the ledger has of the records of the batch, those with a version only. */
    private static List<String> states(GatewayUnderTest gateway) {
        return gateway.gateway().ledger().reader().read(handle -> handle.createQuery(
                        "SELECT outcome FROM record WHERE id LIKE 'survives-%' AND version > 0 AND task IS NULL")
                .map((row, context) -> row.getString(1))
                .list());
    }

    private static String[] settings(Sandbox registry, String... more) {
        return Stream.concat(
                        Stream.of(
                                "gateway.mode=development",
                                "gateway.registry.url=" + registry.url(),
                                "gateway.registry.api-key=sandbox",
                                "gateway.delivery.mode=bulk"),
                        Stream.of(more))
                .toArray(String[]::new);
    }
}
