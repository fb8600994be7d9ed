package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks are followed through whatever keeps the gateway from asking about them. */
class FollowUpTroubleIT {
    private static final String TROUBLE =
            """
            - {path: "/sources/*/v1/tasks/*", nth: 1, per: record, status: 503}
            - {path: "/sources/*/v1/tasks/*", nth: 2, per: record, reset: before-commit}
            - {path: "/sources/*/v1/tasks/*", nth: 3, per: record, status: 200, body: "<html>Zzmarker</html>"}
            - {path: "/sources/*/v1/tasks/*", nth: 4, per: record, status: 200, body: {taskId: s_other, status: SUCCESS}}
            - {path: "/sources/*/v1/tasks/*", nth: 5, per: record, status: 401}
            - {path: "/sources/*/v1/tasks/*", nth: 6, per: record, status: 403}
            - {path: "/sources/*/v1/tasks/*", nth: 7, per: record, status: 404, body: "<html>no such page</html>"}
            - {path: "/sources/*/v1/tasks/*", nth: 8, per: record, half-body: true}
            - {method: PUT, task: receipts-missing}
            """;

    @TempDir
    private Path config;

    @ParameterizedTest
    @ValueSource(strings = {"vertx", "camel-http"})
    void noTaskIsLostAndNothingIsBelievedThatMakesNoSense(String client) throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                config,
                "sandbox.task-delay=100ms",
                "gateway.registry.client=" + client,
                "gateway.outage.probe-interval=50ms",
                "gateway.outage.probe-interval-max=100ms",
                "gateway.follow-up.first-poll=10ms",
                "gateway.follow-up.longest-pause=50ms")) {
            gateway.sandbox().trouble(TroubleScript.read(TROUBLE));

            // When
            BatchAnswer answer = gateway.put(MarkedPatients.batch(List.of("patient-1", "patient-2", "patient-3")));

            // Then
            assertThat(answer.status()).isEqualTo(202);
            String status = answer.header("Content-Location");
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> gateway.ask(status).status() == 200);
            assertThat(gateway.ask(status).counts()).isEqualTo("persisted=3, accepted=0, unchanged=0, failed=0");
            assertThat(gateway.get("/observe/metrics"))
                    .contains("gateway_followup_open_tasks 0.0")
                    .contains("gateway_persisted_seconds_count{source=\"default\"} 3");
        }
    }
}
