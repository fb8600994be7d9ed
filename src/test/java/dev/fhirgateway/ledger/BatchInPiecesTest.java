package dev.fhirgateway.ledger;

import static dev.fhirgateway.ledger.RememberedWork.batch;
import static dev.fhirgateway.ledger.RememberedWork.begin;
import static dev.fhirgateway.ledger.RememberedWork.id;
import static dev.fhirgateway.ledger.RememberedWork.life;
import static dev.fhirgateway.ledger.RememberedWork.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.UpsertBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A batch whose first entries go on while the ledger reads what it knows of the others. */
class BatchInPiecesTest extends LedgerCase {
    private static final Instant YESTERDAY = NOON.minus(Duration.ofDays(1));
    private static final int ALL = 300;
    private static final int LAST = ALL - 1;

    /** On the thread that writes: so whoever waits for a job is told before the next one is done. */
    @Override
    Executor completions() {
        return Runnable::run;
    }

    @Test
    void theFirstEntriesGoOnWhileTheOthersAreNotRead() {
        CountDownLatch go = new CountDownLatch(1);
        var busy = busyUntil(go);
        UpsertBatch batch = batch("b-1", patients(ALL));
        BatchMemory memory = ledger.records().beginInPieces(batch);
        CompletableFuture<List<Boolean>> read = memory.begun(BatchStart.FIRST - 1)
                .thenApply(begun -> Stream.of(0, BatchStart.FIRST - 1, BatchStart.FIRST, LAST)
                        .map(position -> isRead(memory, position))
                        .toList());

        go.countDown();

        assertThat(busy.join()).isTrue();
        assertThat(read.join()).containsExactly(true, true, false, false);
        assertThat(memory.begun(BatchStart.FIRST)).succeedsWithin(Duration.ofSeconds(30));
        assertThat(isRead(memory, LAST)).isTrue();
        ledger.records()
                .end(BatchReport.of(batch, List.of()))
                .toCompletableFuture()
                .join();
    }

    private static boolean isRead(BatchMemory memory, int position) {
        return Objects.requireNonNull(memory.entry(position).live()).isLoaded();
    }

    @Test
    void smallBatchesAndThoseThatNobodyWaitsForBeginInOnePiece() {
        RememberedWork small = begin(ledger, "b-1", patients(BatchStart.FIRST));
        RememberedWork unattended = RememberedWork.unattended(ledger, "b-2", patients(ALL));
        RememberedWork large = begin(ledger, "b-3", patients(BatchStart.FIRST + 1));

        assertThat(small.gate(BatchStart.FIRST - 1)).isSameAs(small.gate(0));
        assertThat(unattended.gate(LAST)).isSameAs(unattended.gate(0));
        assertThat(large.gate(BatchStart.FIRST)).isNotSameAs(large.gate(0));
        Stream.of(small, unattended, large).forEach(work -> work.stored().end());
    }

    @Test
    void whatIsKnownAfterARestartIsKnownOfAll() {
        RememberedWork first = begin(ledger, "b-1", patients(ALL));
        List<Long> before = IntStream.range(0, ALL)
                .mapToObj(position -> first.stored(position, "one", NOON, YESTERDAY))
                .toList();
        first.end();

        restartAt(NOON); // so only what is known has versions grow
        RememberedWork again = begin(ledger, "b-2", patients(ALL));

        for (int position : List.of(0, BatchStart.FIRST - 1, BatchStart.FIRST, LAST)) {
            assertThat(again.known(position).createdAt()).isEqualTo(YESTERDAY);
            assertThat(again.known(position).version()).isEqualTo(before.get(position));
            assertThat(again.stored(position, "two", NOON, null)).isEqualTo(before.get(position) + 1);
        }
        again.end();
        assertThat(life(ledger, "p-" + LAST))
                .containsExactly("b-2 persisted " + (before.get(LAST) + 1), "b-1 persisted " + before.get(LAST));
        assertThat(state(ledger, "p-" + LAST).createdAt()).isEqualTo(YESTERDAY);
    }

    @Test
    void aRecordThatIsNamedInBothPiecesIsOne() {
        begin(ledger, "b-1", "p-0").stored().end();
        restartAt(NOON);
        String[] patients = patients(ALL);
        patients[LAST] = "p-0";

        RememberedWork work = begin(ledger, "b-2", patients);
        long first = work.stored(0);
        long second = work.stored(LAST);
        work.end();

        assertThat(first).isEqualTo(Micros.of(NOON) + 1);
        assertThat(second).isEqualTo(first + 1);
        assertThat(life(ledger, "p-0"))
                .containsExactly("b-2 persisted " + second, "b-2 persisted " + first, "b-1 persisted " + (first - 1));
    }

    @Test
    void entriesThatNameNoRecordAreInEitherPiece() {
        String[] patients = patients(ALL);
        patients[3] = "not an id";
        patients[LAST] = "not an id either";

        RememberedWork work = begin(ledger, "b-1", patients);
        IntStream.range(0, ALL)
                .filter(position -> position != 3 && position != LAST)
                .forEach(work::stored);
        work.rejected(3);
        work.rejected(LAST);
        work.ended();
        work.end();

        assertThat(life(ledger, "p-200")).hasSize(1);
        assertThat(ledger.reader().<Long>read(handle -> handle.createQuery("SELECT count(*) FROM passage")
                        .map((row, context) -> row.getLong(1))
                        .one()))
                .isEqualTo(ALL);
    }

    @Test
    void whatHappenedBeforeTheRestWasReadIsNotForgottenForIt() {
        begin(ledger, "b-1", "p-" + LAST).stored().end();
        CountDownLatch go = new CountDownLatch(1);
        var busy = busyUntil(go);
        UpsertBatch batch = batch("b-2", patients(ALL));
        BatchMemory memory = ledger.records().beginInPieces(batch);
        try (HeldRecords held = ledger.records().hold(Set.of(id("p-" + LAST)))) {
            held.get(id("p-" + LAST)).change(known -> known.ended(Outcome.ACCEPTED, "s_1"));

            go.countDown();
            memory.begun(LAST).join();

            assertThat(memory.entry(LAST).record().map(RecordState::task)).hasValue("s_1");
        }
        assertThat(busy.join()).isTrue();
        ledger.records()
                .end(BatchReport.of(batch, List.of()))
                .toCompletableFuture()
                .join();
    }

    @Test
    void aBadNeighbourOfTheRestChangesNothing() {
        begin(ledger, "b-1", patients(ALL)).stored().end();
        restartAt(NOON);
        CountDownLatch go = new CountDownLatch(1);
        var busy = busyUntil(go);
        UpsertBatch batch = batch("b-2", patients(ALL));
        BatchMemory memory = ledger.records().beginInPieces(batch);
        var bad = ledger.writer().write(handle -> handle.execute("INSERT INTO nowhere VALUES (1)"));

        go.countDown();
        memory.begun(LAST).join();

        assertThat(busy.join()).isTrue();
        assertThatThrownBy(() -> bad.toCompletableFuture().join()).hasCauseInstanceOf(LedgerUnavailable.class);
        assertThat(memory.entry(LAST).record().map(RecordState::version)).hasValue(Micros.of(NOON));
        ledger.records()
                .end(BatchReport.of(batch, List.of()))
                .toCompletableFuture()
                .join();
        assertThat(life(ledger, "p-" + LAST)).hasSize(2);
    }

    private CompletableFuture<Boolean> busyUntil(CountDownLatch go) {
        return ledger.writer()
                .write(handle -> {
                    try {
                        return go.await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toCompletableFuture();
    }
}
