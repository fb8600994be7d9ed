package dev.fhirgateway.delivery.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.ToldLines;
import dev.fhirgateway.delivery.window.WindowState.Circuit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
    private final ManualWindow turns = new ManualWindow(4);

    @Test
    void aKeyThatIsNotKnownStopsEverything() {
        List<CompletableFuture<Turn>> calls = turns.enter(6, "ward");

        calls.get(0).join().done(CallOutcome.KEY_REFUSED);

        assertThat(turns.state().circuit()).isEqualTo(Circuit.KEY_REFUSED);
        assertThat(turns.state().limit()).isZero();
        assertThat(ManualWindow.failure(calls.get(4)))
                .isInstanceOf(RegistryDown.class)
                .hasMessage("the registry refuses the API key of this gateway (401); its operator has to mend"
                        + " gateway.registry.api-key");
        assertThat(ManualWindow.failure(turns.enter("other", "ward", "record"))).isInstanceOf(RegistryDown.class);
        assertThat(turns.state().waiting()).isZero();
    }

    @Test
    void aSourceThatMayNotBeWrittenToStopsAlone() {
        List<CompletableFuture<Turn>> calls = turns.enter(6, "ward");
        CompletableFuture<Turn> other = turns.enter("other", "ward", "record");

        calls.get(0).join().done(CallOutcome.SOURCE_REFUSED);

        assertThat(ManualWindow.failure(calls.get(4)))
                .isInstanceOf(RegistryDown.class)
                .hasMessageContaining("for source source (403)");
        assertThat(ManualWindow.failure(calls.get(5))).isInstanceOf(RegistryDown.class);
        assertThat(other).isCompleted();
        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
        assertThat(turns.state().troubles()).singleElement().asString().contains("for source source (403)");
        assertThat(turns.window.refusal("other")).isEmpty();
    }

    @Test
    void oneCallTriesAfterAPauseAndTheOthersStillFailAtOnce() {
        turns.calls(1, CallOutcome.KEY_REFUSED);
        turns.time.pass(ManualWindow.PROBE.plusNanos(1));

        List<CompletableFuture<Turn>> calls = turns.enter(2, "ward");

        assertThat(calls.get(0)).isCompleted();
        assertThat(ManualWindow.failure(calls.get(1))).isInstanceOf(RegistryDown.class);
        assertThat(turns.state().circuit()).isEqualTo(Circuit.KEY_REFUSED);
    }

    @Test
    void aCallThatIsTakenHealsIt() {
        turns.calls(1, CallOutcome.KEY_REFUSED);
        turns.time.pass(ManualWindow.PROBE.plusNanos(1));

        turns.calls(1, CallOutcome.TAKEN);

        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
        assertThat(ManualWindow.given(turns.enter(4, "ward"))).isEqualTo(4);
    }

    @Test
    void aSourceHealsLikeTheWhole() {
        turns.calls(1, CallOutcome.SOURCE_REFUSED);
        turns.time.pass(ManualWindow.PROBE.plusNanos(1));

        turns.calls(1, CallOutcome.TAKEN);

        assertThat(turns.state().troubles()).isEmpty();
        assertThat(ManualWindow.given(turns.enter(4, "ward"))).isEqualTo(4);
    }

    @Test
    void aFurtherRefusalMakesThePauseLonger() {
        turns.calls(1, CallOutcome.KEY_REFUSED);
        turns.time.pass(ManualWindow.PROBE.plusNanos(1));

        turns.calls(1, CallOutcome.KEY_REFUSED);

        assertThat(turns.state().untilProbe().toSeconds()).isEqualTo(10);
    }

    @Test
    void aCallThatFailedForAnotherReasonLeavesItsPlaceToTheNext() {
        turns.calls(1, CallOutcome.KEY_REFUSED);
        turns.time.pass(ManualWindow.PROBE.plusNanos(1));

        turns.calls(1, CallOutcome.FAILED);

        assertThat(turns.state().circuit()).isEqualTo(Circuit.KEY_REFUSED);
        turns.calls(1, CallOutcome.TAKEN);
        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void whatWasSentBeforeItHealedRefusesNothing() {
        List<CompletableFuture<Turn>> before = turns.enter(2, "ward");
        before.get(0).join().done(CallOutcome.KEY_REFUSED);
        turns.time.pass(ManualWindow.PROBE.plusNanos(1));
        turns.calls(1, CallOutcome.TAKEN);

        before.get(1).join().done(CallOutcome.KEY_REFUSED);

        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void aRefusalSaysNothingAboutAnOutage() {
        turns.breakDown();
        turns.time.pass(ManualWindow.PROBE.plusNanos(1));

        turns.calls(1, CallOutcome.SOURCE_REFUSED);
        CompletableFuture<Turn> other = turns.enter("other", "ward", "record");

        assertThat(turns.state().circuit()).isEqualTo(Circuit.HALF_OPEN);
        other.join().done(CallOutcome.TAKEN);
        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void itIsToldOnceAndOnceThatItIsOver() {
        try (ToldLines log = ToldLines.of(RegistryWindow.class)) {
            List<CompletableFuture<Turn>> calls = turns.enter(3, "ward");
            calls.forEach(call -> call.join().done(CallOutcome.KEY_REFUSED));
            turns.time.pass(ManualWindow.PROBE.plusNanos(1));
            turns.calls(1, CallOutcome.TAKEN);

            assertThat(log.all())
                    .containsExactly(
                            "ERROR Sending stops: the registry refuses the API key of this gateway (401); its operator"
                                    + " has to mend gateway.registry.api-key",
                            "INFO The registry takes the API key again; sending goes on");
        }
    }
}
