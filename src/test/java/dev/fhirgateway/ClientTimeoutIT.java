package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An EHR that says how long it waits is answered in that time, with all that is known then. */
class ClientTimeoutIT {
    @TempDir
    static Path config;

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = GatewayUnderTest.start(config, "gateway.delivery.concurrency=2");
        gateway.put(MarkedPatients.batch(List.of("first"))); // the first batch after a start is slow
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void healRegistry() {
        gateway.sandbox().faults(FaultPlan.none());
    }

    @Test
    void whatIsFinalIsAnsweredAndTheRestIsToBeSentAgain() throws Exception {
        // Given
        gateway.sandbox().faults(FaultPlan.always(new Fault.Delay(Duration.ofMillis(50))));

        // When
        long began = System.nanoTime();
        BatchAnswer answer =
                gateway.put(MarkedPatients.batch(MarkedPatients.ids("slow", 400)), "X-Request-Timeout", "6");

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.slots()).hasSize(400);
        assertThat(answer.slots())
                .filteredOn(slot -> slot.path("resourceType").asText().equals("OperationOutcome"))
                .hasSizeBetween(150, 399)
                .allSatisfy(slot -> {
                    assertThat(BatchAnswer.blame(slot)).isEqualTo("registry-unavailable");
                    assertThat(BatchAnswer.diagnostics(slot)).contains("a resend is safe");
                });
    }

    @Test
    void theTimeBeginsBeforeTheBodyIsThere() throws Exception {
        // Given
        String batch = MarkedPatients.batch(List.of("late"));
        try (ClientSocket slow = ClientSocket.to(gateway.gateway().url())) {
            slow.send(ClientSocket.put(
                    "X-Request-Timeout: 200ms", "Expect: 100-continue", "Content-Length: " + batch.length()));
            assertThat(slow.head()).startsWith("HTTP/1.1 100 ");

            // When
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            slow.send(batch);

            // Then
            assertThat(slow.answer()).startsWith("HTTP/1.1 503 ").contains("registry-unavailable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "0", "30 parsecs", "1e9"})
    void aTimeoutThatIsNoneIsRefusedAndNothingIsSent(String nonsense) throws Exception {
        // When
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.none());
        BatchAnswer answer = gateway.put(MarkedPatients.batch(List.of("refused")), "X-Request-Timeout", nonsense);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("OperationOutcome").contains("X-Request-Timeout has to be a time above 0");
        assertThat(calls.all()).isEmpty();
    }
}
