package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An EHR gets its answer while it still listens. */
class DeadlineIT {
    @TempDir
    Path config;

    @Test
    void whatIsNotSentByTheDeadlineIsNotSentAtAll() throws Exception {
        try (GatewayUnderTest hurried =
                GatewayUnderTest.start(config, "gateway.delivery.concurrency=2", "gateway.delivery.deadline=2s")) {
            // Given
            SandboxCalls calls =
                    SandboxCalls.meeting(hurried.sandbox(), FaultPlan.always(new Fault.Delay(Duration.ofMillis(200))));

            // When
            BatchAnswer answer = hurried.put(MarkedPatients.batch(MarkedPatients.ids("slow", 50)));

            // Then
            int sent = calls.all().size();
            assertThat(sent).isBetween(1, 22);
            assertThat(answer.status()).isEqualTo(207);
            assertThat(answer.slots()).hasSize(50);
            assertThat(answer.slots())
                    .filteredOn(slot -> slot.path("resourceType").asText().equals("Patient"))
                    .hasSizeBetween(sent - 2, sent);
            assertThat(answer.slots())
                    .filteredOn(slot -> isBlamed(slot, "outcome-unknown"))
                    .as("calls that were under way when the time was over")
                    .hasSizeLessThanOrEqualTo(2)
                    .allSatisfy(
                            slot -> assertThat(BatchAnswer.diagnostics(slot)).contains("a resend is safe"));
            assertThat(answer.slots())
                    .filteredOn(slot -> isBlamed(slot, "registry-unavailable"))
                    .hasSize(50 - sent)
                    .allSatisfy(slot ->
                            assertThat(BatchAnswer.diagnostics(slot)).contains("the time for this batch was over"));
        }
    }

    private static boolean isBlamed(JsonNode slot, String blame) {
        return slot.path("resourceType").asText().equals("OperationOutcome")
                && BatchAnswer.blame(slot).equals(blame);
    }

    @Test
    void noPauseIsLongerThanTheTimeThatIsLeft() throws Exception {
        try (GatewayUnderTest hurried = GatewayUnderTest.start(config, "gateway.delivery.deadline=5s")) {
            // Given
            SandboxCalls calls = SandboxCalls.meeting(
                    hurried.sandbox(), FaultPlan.always(new Fault.Status(503, Duration.ofSeconds(20))));

            // When
            CompletableFuture<BatchAnswer> answer = hurried.putLater(MarkedPatients.batch(List.of("waits")));

            // Then
            assertThat(answer).succeedsWithin(Duration.ofSeconds(15));
            assertThat(answer.join().status()).isEqualTo(503);
            assertThat(calls.all()).hasSize(1);
        }
    }
}
