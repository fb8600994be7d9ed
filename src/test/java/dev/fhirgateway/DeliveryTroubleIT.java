package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.ReceivedCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trouble between gateway and registry that passes: nothing lost, nothing doubled, nobody the wiser. */
class DeliveryTroubleIT {
    @TempDir
    static Path config;

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start(
                config,
                "gateway.registry.read-timeout=1s",
                "gateway.delivery.max-tries=3",
                "gateway.delivery.backoff-initial=10ms",
                "gateway.delivery.backoff-max=50ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("429-with-Retry-After", new Fault.Status(429, Duration.ofSeconds(1))),
                Arguments.of("503", new Fault.Status(503)),
                Arguments.of("reset-before-commit", new Fault.ResetBefore()),
                Arguments.of("reset-after-commit", new Fault.ResetAfterCommit()),
                Arguments.of("half-a-body", new Fault.HalfBody()),
                Arguments.of("hang", new Fault.Hang()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void troubleThatPassesIsRetriedUntilEveryRecordIsStoredOnce(String name, Fault trouble) throws Exception {
        // Given
        List<String> ids = MarkedPatients.ids(name, 100);
        int storedBefore = gateway.sandbox().stored("default", "patient");
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.everyNthRecordOnce(10, trouble));

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(ids));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.counts()).isEqualTo("persisted=100, accepted=0, unchanged=0, failed=0");
        assertThat(answer.ids()).containsExactlyElementsOf(ids);
        assertThat(gateway.sandbox().stored("default", "patient") - storedBefore)
                .isEqualTo(100);
        List<ReceivedCall> puts =
                calls.all().stream().filter(call -> call.method().equals("PUT")).toList();
        assertThat(puts.stream().map(ReceivedCall::path).distinct()).hasSize(100);
        assertThat(puts)
                .as("one retry for each record in trouble, and none when a look shows that it is stored")
                .hasSize(trouble instanceof Fault.ResetAfterCommit || trouble instanceof Fault.HalfBody ? 100 : 110);
    }

    @Test
    void theRegistrysRetryAfterIsObeyed() throws Exception {
        // Given
        SandboxCalls calls = SandboxCalls.meeting(
                gateway.sandbox(), FaultPlan.firstCalls(1, new Fault.Status(429, Duration.ofSeconds(1))));

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(List.of("pause-1")));

        // Then
        List<ReceivedCall> tries = calls.to("pause-1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(tries).hasSize(2);
        assertThat(Duration.between(tries.get(0).time(), tries.get(1).time()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(999));
    }
}
