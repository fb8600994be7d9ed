package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When trying is over: who is told what, and that the others go on. */
class GivingUpIT {
    private static final int MAX_TRIES = 3;

    @TempDir
    static Path config;

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start(
                config,
                "gateway.registry.read-timeout=1s",
                "gateway.delivery.max-tries=" + MAX_TRIES,
                "gateway.delivery.backoff-initial=10ms",
                "gateway.delivery.backoff-max=50ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 19})
    void anEntryThatGivesUpTakesNothingElseWithIt(int position) throws Exception {
        // Given
        List<String> ids = MarkedPatients.ids("gives-up-at-" + position, 20);
        String lost = ids.get(position);
        SandboxCalls calls = SandboxCalls.meeting(
                gateway.sandbox(),
                FaultPlan.always(new Fault.Status(503)).when(call -> call.path().endsWith("/" + lost)));

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(ids));

        // Then
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.counts()).isEqualTo("persisted=19, accepted=0, unchanged=0, failed=1");
        assertThat(answer.slots()).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(answer.ids().get(i)).isEqualTo(i == position ? "" : ids.get(i));
        }
        assertThat(BatchAnswer.blame(answer.slots().get(position))).isEqualTo("registry-unavailable");
        assertThat(calls.to(lost)).hasSize(MAX_TRIES);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 413, 422, 501})
    void aFinalAnswerIsNotAskedForTwice(int status) throws Exception {
        // Given
        List<String> ids = MarkedPatients.ids("final-" + status, 3);
        SandboxCalls calls = SandboxCalls.meeting(
                gateway.sandbox(), FaultPlan.always(new Fault.Status(status)).when(call -> call.path()
                        .endsWith("-1")));

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(ids));

        // Then
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.ids()).containsExactly(ids.get(0), "", ids.get(2));
        assertThat(BatchAnswer.blame(answer.slots().get(1))).isEqualTo("registry-refused");
        assertThat(BatchAnswer.diagnostics(answer.slots().get(1)))
                .contains("the registry answered " + status)
                .contains("the sandbox was told to fail");
        assertThat(calls.perPath().values()).containsOnly(1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void aRegistryThatNeverTakesAnythingIsToldForEachEntry(int status) throws Exception {
        // Given
        List<String> ids = MarkedPatients.ids("never-" + status, 5);
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.always(new Fault.Status(status)));

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(ids));

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.counts()).isEqualTo("persisted=0, accepted=0, unchanged=0, failed=5");
        assertThat(answer.slots()).hasSize(5).allSatisfy(slot -> {
            assertThat(slot.path("resourceType").asText()).isEqualTo("OperationOutcome");
            assertThat(BatchAnswer.blame(slot)).isEqualTo("registry-unavailable");
            assertThat(BatchAnswer.diagnostics(slot)).contains("answers " + status, "a resend is safe");
        });
        assertThat(calls.perPath()).hasSize(5);
        assertThat(calls.perPath().values()).containsOnly((long) MAX_TRIES);
    }

    static Stream<Fault> lostAnswers() {
        return Stream.of(new Fault.Hang(), new Fault.ResetBefore(), new Fault.ResetAfterCommit(), new Fault.HalfBody());
    }

    @ParameterizedTest
    @MethodSource("lostAnswers")
    void lostAnswersAreToldAsUnknownOutcomes(Fault trouble) throws Exception {
        // Given
        List<String> ids = MarkedPatients.ids("lost-" + trouble.getClass().getSimpleName(), 5);
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.always(trouble));

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(ids));

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.slots()).hasSize(5).allSatisfy(slot -> {
            assertThat(BatchAnswer.blame(slot)).isEqualTo("outcome-unknown");
            assertThat(BatchAnswer.diagnostics(slot)).contains("its answer was lost", "a resend is safe");
        });
        assertThat(calls.perPath().values()).hasSize(5).containsOnly((long) MAX_TRIES);
    }

    @Test
    void oneLostAnswerIsEnoughForAnUnknownOutcome() throws Exception {
        // Given: stored, but the answer lost; then refused for now until the tries are used up
        SandboxCalls calls = SandboxCalls.meeting(
                gateway.sandbox(),
                FaultPlan.firstCalls(1, new Fault.ResetAfterCommit()).orElse(FaultPlan.always(new Fault.Status(503))));

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(List.of("stored-unheard")));

        // Then
        assertThat(calls.to("stored-unheard")).hasSize(MAX_TRIES);
        assertThat(BatchAnswer.blame(answer.slots().get(0))).isEqualTo("outcome-unknown");
    }
}
