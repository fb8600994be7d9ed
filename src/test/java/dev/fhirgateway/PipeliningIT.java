package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several calls on one connection, where the operator says that the registry allows it. */
class PipeliningIT {
    private static final String EIGHT_IN_LINE = "gateway.registry.pipelining=8";

    @TempDir
    Path config;

    @Test
    void callsAreSentBehindEachOtherBeforeTheFirstIsAnswered() throws Exception {
        // Given
        List<String> ids = MarkedPatients.ids("line", 64);
        try (BytesRegistry registry = new BytesRegistry();
                GatewayUnderTest gateway = GatewayUnderTest.before(config, registry.url(), EIGHT_IN_LINE)) {
            int before = registry.connectionsOpened();

            // When
            BatchAnswer answer = gateway.put(MarkedPatients.batch(ids));

            // Then
            assertThat(answer.counts()).isEqualTo("persisted=64, accepted=0, unchanged=0, failed=0");
            assertThat(answer.ids()).containsExactlyElementsOf(ids);
            assertThat(registry.connectionsOpened() - before).isBetween(1, 8);
        }
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void whatIsCutOffTakesOthersAlongAndNoneIsLostOrDoubled(Fault trouble) throws Exception {
        // Given
        List<String> ids = MarkedPatients.ids("cut", 200);
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                config,
                EIGHT_IN_LINE,
                "gateway.registry.read-timeout=1s",
                "gateway.delivery.max-tries=10",
                "gateway.delivery.backoff-initial=10ms",
                "gateway.delivery.backoff-max=50ms")) {
            SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.everyNthRecordOnce(20, trouble));

            // When
            BatchAnswer answer = gateway.put(MarkedPatients.batch(ids));

            // Then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.counts()).isEqualTo("persisted=200, accepted=0, unchanged=0, failed=0");
            assertThat(answer.ids()).containsExactlyElementsOf(ids);
            assertThat(gateway.sandbox().stored("default", "patient")).isEqualTo(200);
            assertThat(calls.all()).as("the trouble was met").hasSizeGreaterThan(200);
        }
    }

    static List<Fault> troubles() {
        return List.of(
                new Fault.Status(503),
                new Fault.ResetBefore(),
                new Fault.ResetAfterCommit(),
                new Fault.HalfBody(),
                new Fault.Hang());
    }
}
