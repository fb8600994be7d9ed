package dev.fhirgateway.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordOrderTest {
    private static final String RECORD = "Patient/same";

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final RecordOrder order = new RecordOrder(executor, Clock.systemUTC());

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void aRecordThatNoEarlierBatchNamesMayBeWrittenAtOnce() {
        try (Claims claims = order.claim(Batches.of("a", "one", "other", "one"))) {
            assertThat(claims.turn("Patient/one")).isDone().isSameAs(claims.turn("Patient/other"));
        }
        assertThat(order.isIdle()).isTrue();
    }

    @Test
    void theNextBatchHasItsTurnWhenTheOneBeforeReleases() throws Exception {
        Claims first = order.claim(Batches.of("a", "same", "x"));
        Claims second = order.claim(Batches.of("b", "y", "same"));
        Claims third = order.claim(Batches.of("c", "same"));

        assertThat(second.turn("Patient/y")).isDone();
        assertThat(second.turn(RECORD)).isNotDone();

        first.release(RECORD);
        second.turn(RECORD).get(10, TimeUnit.SECONDS);
        assertThat(third.turn(RECORD)).isNotDone();

        second.close();
        third.turn(RECORD).get(10, TimeUnit.SECONDS);

        third.close();
        first.close();
        assertThat(order.isIdle()).isTrue();
    }

    @Test
    void theSameNameInAnotherSourceIsAnotherRecord() {
        Claims here = order.claim(Batches.of("a", "clinic", Batches.LONG, List.of("same")));
        Claims there = order.claim(Batches.of("b", "ward", Batches.LONG, List.of("same")));

        assertThat(here.turn(RECORD)).isDone();
        assertThat(there.turn(RECORD)).isDone();
    }

    @Test
    void releasingTwiceLetsNobodyElseThrough() throws Exception {
        Claims first = order.claim(Batches.of("a", "same"));
        Claims second = order.claim(Batches.of("b", "same"));
        Claims third = order.claim(Batches.of("c", "same"));

        first.release(RECORD);
        first.release(RECORD);
        first.close();
        first.close();

        second.turn(RECORD).get(10, TimeUnit.SECONDS);
        executor.submit(() -> {}).get();
        assertThat(third.turn(RECORD)).isNotDone();
    }

    @Test
    void whoGivesUpAtTheDeadlineLeavesTheOthersBehindThoseBefore() throws Exception {
        // Given
        Claims slow = order.claim(Batches.of("a", "same"));
        Claims hurried = order.claim(Batches.of("b", "clinic", Duration.ofMillis(20), List.of("same")));
        Claims patient = order.claim(Batches.of("c", "same"));

        // When
        assertThat(hurried.turn(RECORD))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TurnMissed.class);
        hurried.release(RECORD);
        executor.submit(() -> {}).get();

        // Then
        assertThat(patient.turn(RECORD)).isNotDone();
        slow.release(RECORD);
        patient.turn(RECORD).get(10, TimeUnit.SECONDS);
        List.of(slow, hurried, patient).forEach(Claims::close);
        assertThat(order.isIdle()).isTrue();
    }

    @Test
    void aTurnThatHasComeIsNotMissedLater() throws Exception {
        // Given
        Claims first = order.claim(Batches.of("a", "same", "held"));
        Claims second = order.claim(Batches.of("b", "clinic", Duration.ofSeconds(1), List.of("same", "held")));

        // When
        first.release(RECORD);
        second.turn(RECORD).get(10, TimeUnit.SECONDS);

        // Then
        assertThat(second.turn("Patient/held")).failsWithin(Duration.ofSeconds(10));
        assertThat(second.turn(RECORD)).isCompleted();
    }

    @Test
    void whoIsClosedWhileItWaitsWaitsNoLonger() {
        Claims first = order.claim(Batches.of("a", "same"));
        Claims second = order.claim(Batches.of("b", "same"));
        CompletableFuture<?> turn = second.turn(RECORD);

        second.close();

        assertThat(turn).failsWithin(Duration.ofSeconds(10));
        assertThat(first.turn(RECORD)).isDone();
    }

    @Test
    void thousandsThatWaitForOneRecordGoThroughOnAShallowStack() throws Exception {
        List<Integer> turns = thousandsWaiting();

        assertThat(turns).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
        assertThat(order.isIdle()).isTrue();
    }

    @Test
    void soTheyDoWhenTheExecutorIsShutDown() throws Exception {
        executor.shutdown();

        List<Integer> turns = thousandsWaiting();

        assertThat(turns).hasSize(10_000).isSorted();
        assertThat(order.isIdle()).isTrue();
    }

    private List<Integer> thousandsWaiting() throws InterruptedException {
        List<Integer> turns = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(10_000);
        Claims first = order.claim(Batches.of("first", "same"));
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            Claims claims = order.claim(Batches.of("batch-" + i, "same"));
            var unused = claims.turn(RECORD).thenRun(() -> {
                turns.add(number);
                claims.close();
                all.countDown();
            });
        }
        first.close();
        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        return turns;
    }

    @Test
    void aBatchClaimsOnceAndOnlyWhatItNames() {
        Claims claims = order.claim(Batches.of("a", "same"));

        assertThatIllegalStateException().isThrownBy(() -> order.claim(Batches.of("a", "same")));
        assertThatIllegalArgumentException().isThrownBy(() -> claims.turn("Patient/other"));
        assertThat(order.claimsOf(Batches.of("a").origin())).contains(claims);
        claims.close();
        assertThat(order.claimsOf(Batches.of("a").origin())).isEmpty();
    }
}
