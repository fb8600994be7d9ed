package dev.fhirgateway.delivery.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RegistryWindowTest {
    private final ManualWindow turns = new ManualWindow(4);

    @Test
    void asManyCallsAsTheLimitGoAtOnceAndTheOthersWait() {
        List<CompletableFuture<Turn>> calls = turns.enter(6, "ward");

        assertThat(ManualWindow.given(calls)).isEqualTo(4);
        assertThat(turns.state().inFlight()).isEqualTo(4);
        assertThat(turns.state().waiting()).isEqualTo(2);
        assertThat(turns.state().limit()).isEqualTo(4);
    }

    @Test
    void whoeverWaitedLongestComesNext() {
        List<CompletableFuture<Turn>> calls = turns.enter(6, "ward");

        calls.get(2).join().done(CallOutcome.TAKEN);

        assertThat(calls.get(4)).isCompleted();
        assertThat(calls.get(5)).isNotDone();
    }

    @Test
    void aTurnEndsOnce() {
        List<CompletableFuture<Turn>> calls = turns.enter(6, "ward");

        calls.get(0).join().done(CallOutcome.TAKEN);
        calls.get(0).join().done(CallOutcome.TAKEN);

        assertThat(turns.state().inFlight()).isEqualTo(4);
        assertThat(calls.get(5)).isNotDone();
    }

    @Test
    void aSmallClientWaitsOneRoundAndNotForAWholeBackfill() {
        Deque<String> served = new ArrayDeque<>();
        Deque<Turn> given = new ArrayDeque<>();
        for (int call = 0; call < 100_000; call++) {
            turns.whenGiven("backfill", given::add);
        }
        for (int call = 0; call < 10; call++) {
            turns.whenGiven("feed", turn -> {
                served.add("feed");
                given.add(turn);
            });
        }
        int over = 0;

        while (served.size() < 10) {
            given.remove().done(CallOutcome.TAKEN);
            over++;
        }

        assertThat(over).isLessThanOrEqualTo(20);
        assertThat(turns.state().waiting()).isEqualTo(100_010 - 4 - over);
    }

    @Test
    void theSameClientNameInTwoSourcesIsTwoClients() {
        List<CompletableFuture<Turn>> first = turns.enter(8, "ward");
        CompletableFuture<Turn> other = turns.enter("other-source", "ward", "record");

        first.get(0).join().done(CallOutcome.TAKEN);
        first.get(1).join().done(CallOutcome.TAKEN);

        assertThat(other).isCompleted();
    }

    @Test
    void aCallWhoseDeadlineComesFirstGetsNoTurn() {
        turns.enter(4, "ward");
        CompletableFuture<Turn> hasty = turns.enter("source", "ward", "hasty", Duration.ofSeconds(3));
        CompletableFuture<Turn> patient = turns.enter("source", "ward", "patient", Duration.ofSeconds(9));

        turns.time.pass(Duration.ofSeconds(3));

        assertThat(ManualWindow.failure(hasty)).isInstanceOf(DeadlinePassed.class);
        assertThat(patient).isNotDone();
        assertThat(turns.state().waiting()).isEqualTo(1);
    }

    @Test
    void aDeadlineInThePastIsToldAtOnce() {
        CompletableFuture<Turn> late =
                turns.window.enter("source", "ward", "late", Instant.EPOCH).toCompletableFuture();

        assertThat(ManualWindow.failure(late)).isInstanceOf(DeadlinePassed.class);
        assertThat(turns.state().inFlight()).isZero();
    }

    @Test
    void aDeadlineInTheFarFutureIsFine() {
        CompletableFuture<Turn> call =
                turns.window.enter("source", "ward", "calm", Instant.MAX).toCompletableFuture();

        assertThat(call).isCompleted();
    }

    @Test
    void deadlinesNeedOneAlarmHoweverManyWait() {
        turns.enter(4, "ward");
        List<CompletableFuture<Turn>> waiting = new ArrayList<>();
        for (int second = 60; second > 0; second--) {
            waiting.add(turns.enter("source", "ward", "record", Duration.ofSeconds(second)));
        }

        assertThat(turns.time.alarms()).isEqualTo(1);
        turns.time.pass(Duration.ofSeconds(60));

        assertThat(waiting).allMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(turns.state().waiting()).isZero();
        assertThat(turns.time.alarms()).isZero();
    }

    @Test
    void aCallThatIsCancelledGivesItsTurnBack() {
        List<CompletableFuture<Turn>> calls = turns.enter(6, "ward");
        calls.get(4).cancel(false);

        calls.get(0).join().done(CallOutcome.TAKEN);

        assertThat(calls.get(5)).isCompleted();
        assertThat(turns.state().inFlight()).isEqualTo(4);
        assertThat(turns.state().waiting()).isZero();
    }

    @Test
    void theAgeOfTheOldestIsThatOfWhoeverWaitsNow() {
        List<CompletableFuture<Turn>> calls = turns.enter(5, "ward");
        turns.time.pass(Duration.ofSeconds(2));
        turns.enter(1, "feed");
        turns.time.pass(Duration.ofSeconds(1));

        assertThat(turns.state().oldestWait()).hasSeconds(3);
        calls.get(0).join().done(CallOutcome.TAKEN);

        assertThat(turns.state().oldestWait()).hasSeconds(1);
        calls.get(1).join().done(CallOutcome.TAKEN);

        assertThat(turns.state().oldestWait()).isZero();
    }

    @Test
    void turnsThatEndAtOnceDoNotNestHoweverManyWait() {
        List<CompletableFuture<Turn>> busy = turns.enter(4, "ward");
        AtomicInteger ended = new AtomicInteger();
        AtomicInteger deepest = new AtomicInteger();
        for (int call = 0; call < 50_000; call++) {
            turns.whenGiven("ward", turn -> {
                if (ended.incrementAndGet() % 1_000 == 0) {
                    deepest.accumulateAndGet(Thread.currentThread().getStackTrace().length, Math::max);
                }
                turn.done(CallOutcome.TAKEN);
            });
        }

        busy.get(0).join().done(CallOutcome.TAKEN);

        assertThat(ended).hasValue(50_000);
        assertThat(deepest.get()).isLessThan(200);
    }

    @Test
    void whoeverAsksForTheNextTurnWhenOneEndsGetsIt() {
        AtomicInteger left = new AtomicInteger(1_000);
        turns.enter(3, "ward");
        CompletableFuture<Turn> last = turns.enter("ward");

        for (int chain = 0; chain < 10; chain++) {
            askOnAndOn(left);
        }
        last.join().done(CallOutcome.TAKEN);

        assertThat(left.get()).isLessThanOrEqualTo(0);
        assertThat(turns.state().waiting()).isZero();
        assertThat(turns.state().inFlight()).isEqualTo(3);
    }

    private void askOnAndOn(AtomicInteger left) {
        turns.whenGiven("ward", turn -> {
            turn.done(CallOutcome.TAKEN);
            if (left.decrementAndGet() > 0) {
                askOnAndOn(left);
            }
        });
    }
}
