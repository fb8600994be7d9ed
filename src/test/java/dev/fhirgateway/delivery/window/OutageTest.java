package dev.fhirgateway.delivery.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.ToldLines;
import dev.fhirgateway.delivery.window.WindowState.Circuit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final ManualWindow turns = new ManualWindow(64);

    @Test
    void manyRecordsThatFailAreAnOutage() {
        turns.calls(19, CallOutcome.FAILED);
        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);

        turns.calls(1, CallOutcome.FAILED);

        assertThat(turns.state().circuit()).isEqualTo(Circuit.OPEN);
        assertThat(turns.state().limit()).isZero();
        assertThat(turns.state().untilProbe()).isBetween(ManualWindow.PROBE, ManualWindow.PROBE.plusMillis(1));
        assertThat(turns.state().troubles()).containsExactly("the registry is down or failing");
    }

    @Test
    void aRecordThatFailsAgainAndAgainIsNone() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            turns.enter("source", "ward", "poison").join().done(CallOutcome.FAILED);
        }

        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void aRecordThatWasTakenInBetweenCountsAgain() {
        for (int attempt = 0; attempt < 9; attempt++) {
            turns.enter("source", "ward", "record").join().done(CallOutcome.TAKEN);
            turns.enter("source", "ward", "record").join().done(CallOutcome.FAILED);
        }
        turns.calls(2, CallOutcome.FAILED);

        assertThat(turns.state().circuit()).isEqualTo(Circuit.OPEN);
    }

    @Test
    void oneFailureInTenIsNoOutage() {
        for (int round = 0; round < 1_000; round++) {
            turns.calls(1, CallOutcome.FAILED);
            turns.calls(9, CallOutcome.TAKEN);
        }

        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
        assertThat(turns.state().limit()).isEqualTo(64);
    }

    @Test
    void beingAskedForLessIsNone() {
        turns.calls(1_000, CallOutcome.THROTTLED);

        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
        assertThat(turns.state().limit()).isEqualTo(4);
    }

    @Test
    void whoWaitsWhenItBeginsIsToldAtOnceAndTheStackStaysFlat() {
        List<CompletableFuture<Turn>> calls = turns.enter(30_000, "ward");
        AtomicInteger deepest = new AtomicInteger();
        for (int call = 0; call < calls.size(); call += 1_000) {
            turns.followUps.add(calls.get(call).handle((turn, failure) -> {
                deepest.accumulateAndGet(Thread.currentThread().getStackTrace().length, Math::max);
                return null;
            }));
        }

        for (int failed = 0; turns.state().circuit() == Circuit.CLOSED; failed++) {
            calls.get(failed).join().done(CallOutcome.FAILED);
        }

        CompletableFuture<Turn> last = calls.get(29_999);
        assertThat(ManualWindow.failure(last))
                .isInstanceOfSatisfying(RegistryDown.class, down -> assertThat(down.retryAfter())
                        .isBetween(ManualWindow.PROBE, ManualWindow.PROBE.plusMillis(1)));
        assertThat(turns.state().waiting()).isZero();
        assertThat(turns.time.alarms()).isLessThanOrEqualTo(1);
        assertThat(deepest.get()).isLessThan(200);
    }

    @Test
    void nothingIsSentUntilTheProbeIsDue() {
        turns.breakDown();
        turns.time.pass(Duration.ofSeconds(2));

        CompletableFuture<Turn> call = turns.enter("ward");

        assertThat(ManualWindow.failure(call)).isInstanceOfSatisfying(RegistryDown.class, down -> assertThat(
                        down.retryAfter().toMillis())
                .isEqualTo(3_000));
        assertThat(turns.window.refusal("source")).isPresent();
    }

    @Test
    void oneCallProbesAndTheOthersWaitForItsOutcome() {
        turns.breakDown();
        afterThePause(ManualWindow.PROBE);

        assertThat(turns.window.refusal("source")).isEmpty();
        assertThat(turns.state().circuit()).isEqualTo(Circuit.HALF_OPEN);
        List<CompletableFuture<Turn>> calls = turns.enter(10, "ward");

        assertThat(ManualWindow.given(calls)).isEqualTo(1);
        assertThat(turns.state().limit()).isEqualTo(1);
        calls.get(0).join().done(CallOutcome.TAKEN);

        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
        assertThat(ManualWindow.given(calls)).isEqualTo(1 + 4);
    }

    @Test
    void theLimitGrowsAgainFromItsFloor() {
        turns.breakDown();
        afterThePause(ManualWindow.PROBE);
        turns.calls(1, CallOutcome.TAKEN);

        assertThat(turns.state().limit()).isEqualTo(4);
        List<CompletableFuture<Turn>> calls = new ArrayList<>(turns.enter(2_000, "ward"));
        for (CompletableFuture<Turn> call : calls) {
            call.join().done(CallOutcome.TAKEN);
        }

        assertThat(turns.state().limit()).isEqualTo(64);
    }

    @Test
    void aProbeThatFailsMakesTheNextPauseLongerUpToALimit() {
        turns.breakDown();
        List<Long> pauses = new ArrayList<>();

        for (int probe = 0; probe < 6; probe++) {
            pauses.add(turns.state().untilProbe().toSeconds());
            afterThePause(turns.state().untilProbe());
            List<CompletableFuture<Turn>> calls = turns.enter(2, "ward");
            calls.get(0).join().done(CallOutcome.FAILED);
            assertThat(ManualWindow.failure(calls.get(1))).isInstanceOf(RegistryDown.class);
        }

        assertThat(pauses).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
    }

    @Test
    void aProbeThatNobodySendsHarmsNothing() {
        turns.breakDown();
        turns.time.pass(Duration.ofDays(3));

        turns.calls(1, CallOutcome.TAKEN);

        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void aProbeThatWasNotSentLeavesItsPlaceToTheNext() {
        turns.breakDown();
        afterThePause(ManualWindow.PROBE);
        List<CompletableFuture<Turn>> calls = turns.enter(2, "ward");

        calls.get(0).join().done(CallOutcome.NOT_MADE);

        assertThat(calls.get(1)).isCompleted();
        assertThat(turns.state().circuit()).isEqualTo(Circuit.HALF_OPEN);
    }

    @Test
    void aProbeThatIsAskedForLessHasFoundTheRegistry() {
        turns.breakDown();
        afterThePause(ManualWindow.PROBE);

        turns.calls(1, CallOutcome.THROTTLED);

        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void aRecordThatFailsAloneDoesNotKeepTheOthersOutByBeingTheProbeEachTime() {
        turns.breakDown();
        afterThePause(ManualWindow.PROBE);
        turns.enter("source", "ward", "poison").join().done(CallOutcome.FAILED);
        afterThePause(turns.state().untilProbe());

        CompletableFuture<Turn> poison = turns.enter("source", "ward", "poison");
        CompletableFuture<Turn> sound = turns.enter("ward");
        poison.join().done(CallOutcome.FAILED);
        sound.join().done(CallOutcome.TAKEN);

        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void whatWasSentBeforeSaysNothingAboutTheTimeAfter() {
        List<CompletableFuture<Turn>> before = turns.enter(2, "ward");
        turns.breakDown();
        afterThePause(ManualWindow.PROBE);
        CompletableFuture<Turn> probe = turns.enter("ward");

        before.get(0).join().done(CallOutcome.TAKEN);
        before.get(1).join().done(CallOutcome.FAILED);

        assertThat(turns.state().circuit()).isEqualTo(Circuit.HALF_OPEN);
        probe.join().done(CallOutcome.TAKEN);
        assertThat(turns.state().circuit()).isEqualTo(Circuit.CLOSED);
    }

    @Test
    void oneLineTellsThatItBeganAndOneThatItIsOver() {
        try (ToldLines log = ToldLines.of(RegistryWindow.class)) {
            for (int call = 0; call < 12; call++) {
                turns.enter("source", "ward", "Zzmarker-" + call).join().done(CallOutcome.FAILED, "503");
            }
            for (int call = 12; call < 20; call++) {
                turns.enter("source", "ward", "Zzmarker-" + call).join().done(CallOutcome.FAILED, "connection reset");
            }
            afterThePause(ManualWindow.PROBE);
            turns.calls(1, CallOutcome.FAILED);
            afterThePause(turns.state().untilProbe());
            turns.calls(1, CallOutcome.TAKEN);

            assertThat(log.all())
                    .containsExactly(
                            "ERROR The registry is down or failing: 20 of the last 20 calls failed (503: 12, connection"
                                    + " reset: 8), a record that fails repeatedly counted once. No more are made; a first"
                                    + " one tries again in 5000 ms",
                            "INFO The registry takes calls again, after 15 s");
        }
    }

    /** The breaker lets a probe through when the pause is over, not at its very end. */
    private void afterThePause(Duration pause) {
        turns.time.pass(pause.plusNanos(1));
    }
}
