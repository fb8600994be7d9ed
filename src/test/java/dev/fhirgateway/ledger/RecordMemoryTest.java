package dev.fhirgateway.ledger;

import static dev.fhirgateway.ledger.RememberedWork.begin;
import static dev.fhirgateway.ledger.RememberedWork.life;
import static dev.fhirgateway.ledger.RememberedWork.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordMemoryTest extends LedgerCase {
    private static final Instant YESTERDAY = NOON.minus(Duration.ofDays(1));

    @Test
    void versionsGrowAlsoWhenTheClockWasSetBack() {
        RememberedWork first = begin(ledger, "b-1", "p-1");
        long before = first.stored(0);
        first.end();

        restartAt(YESTERDAY);
        RememberedWork second = begin(ledger, "b-2", "p-1", "p-2");
        long after = second.stored(0);
        long ofAnother = second.stored(1);
        second.end();

        assertThat(after).isEqualTo(before + 1);
        assertThat(ofAnother).isLessThan(before);
    }

    @Test
    void versionsGrowAlsoWhenTheLedgerWasLost() {
        RememberedWork lost = begin(ledger, "b-1", "p-1");
        long before = lost.stored(0);
        lost.end();

        ledger.close();
        settings = store.fresh(folder.resolve("new"));
        ledger = openAt(NOON.plusSeconds(1));
        RememberedWork again = begin(ledger, "b-2", "p-1");
        long after = again.stored(0);
        again.end();

        assertThat(after).isGreaterThan(before);
    }

    @Test
    void whenARecordWasMadeIsKnownAfterUpdatesThatDoNotTellIt() {
        RememberedWork made = begin(ledger, "b-1", "p-1");
        made.stored(0, "one", NOON, YESTERDAY);
        made.end();

        restartAt(NOON.plusSeconds(60));
        RememberedWork updated = begin(ledger, "b-2", "p-1");
        updated.stored(0, "two", NOON.plusSeconds(60), null);
        updated.end();

        RecordState state = state(ledger, "p-1");
        assertThat(state.createdAt()).isEqualTo(YESTERDAY);
        assertThat(state.lastUpdated()).isEqualTo(NOON.plusSeconds(60));
        assertThat(state.hash()).isEqualTo(RememberedWork.hash("two"));
        assertThat(state.mapping()).isEqualTo("m-1");
        assertThat(state.outcome()).isEqualTo(Outcome.PERSISTED);
    }

    @Test
    void batchesThatOverlapShareWhatIsKnownAndTheOrderOfTheirEndsDoesNotMatter() {
        RememberedWork early = begin(ledger, "b-early", "p-1", "p-2");
        RememberedWork late = begin(ledger, "b-late", "p-1");
        long first = early.stored(0);
        long second = late.stored(0);
        late.end();
        early.stored(1);
        early.end();

        restartAt(NOON);

        assertThat(second).isEqualTo(first + 1);
        assertThat(state(ledger, "p-1").version()).isEqualTo(second);
        assertThat(life(ledger, "p-1")).containsExactly("b-early persisted " + first, "b-late persisted " + second);
    }

    @Test
    void whatWasBegunAndNeverEndedIsToldAsInterrupted() {
        RememberedWork done = begin(ledger, "b-1", "p-1");
        long version = done.stored(0);
        done.end();
        ledger.writer()
                .write(handle -> handle.execute(
                        "INSERT INTO batch"
                                + " (number, id, source, client, received_at, entries, first_passage, state, intent)"
                                + " VALUES (77, 'b-2', ?, 'ehr', 0, 3, 100, 'open', ?)",
                        RememberedWork.SOURCE,
                        Intent.bytes(BatchMemory.ids(RememberedWork.batch("b-2", "p-1", "no id", "p-3")))))
                .toCompletableFuture()
                .join();

        restartAt(NOON.plusSeconds(60));

        assertThat(life(ledger, "p-1")).containsExactly("b-2 interrupted", "b-1 persisted " + version);
        assertThat(life(ledger, "p-3")).containsExactly("b-2 interrupted");
        assertThat(state(ledger, "p-1").version()).isEqualTo(version);
        assertThat(state(ledger, "p-1").hash()).isNull();
        assertThat(passagesOf(77)).isEqualTo(3);
        restartAt(NOON.plusSeconds(120));
        assertThat(passagesOf(77)).isEqualTo(3);
    }

    @Test
    void whatEndedLongBeforeItsBatchIsKnownWhenTheBatchIsInterrupted() {
        RememberedWork work = begin(ledger, "b-1", patients(200));
        long version = work.stored(0);
        IntStream.range(1, 100).forEach(work::stored);
        work.ended();

        restartAt(NOON.plusSeconds(60));

        assertThat(life(ledger, "p-0")).containsExactly("b-1 persisted " + version);
        assertThat(state(ledger, "p-0").hash()).isNotNull();
        assertThat(life(ledger, "p-199")).containsExactly("b-1 interrupted");
        assertThat(life(ledger, "p-99")).hasSize(1);
    }

    @Test
    void anEntryIsWrittenOnceAndAsWhatItCameToInTheEnd() {
        RememberedWork work = begin(ledger, "b-1", patients(200));
        IntStream.range(0, 200).forEach(work::stored);
        work.ended();
        work.failsAfterAll(3);

        work.end();

        assertThat(life(ledger, "p-3")).containsExactly("b-1 undelivered");
        assertThat(life(ledger, "p-4")).hasSize(1);
        assertThat(life(ledger, "p-199")).hasSize(1);
        assertThat(ledger.reader().<Long>read(handle -> handle.createQuery("SELECT count(*) FROM passage")
                        .map((row, context) -> row.getLong(1))
                        .one()))
                .isEqualTo(200);
    }

    private static String[] patients(int count) {
        return IntStream.range(0, count).mapToObj(i -> "p-" + i).toArray(String[]::new);
    }

    @Test
    void whatFailedAfterItWasSentIsNotTakenForWhatTheRegistryHas() {
        RememberedWork work = begin(ledger, "b-1", "p-1", "p-2");
        long version = work.stored(0);
        work.stored(1);
        work.end();

        RememberedWork failing = begin(ledger, "b-2", "p-1", "p-2");
        failing.lost(0);
        failing.rejected(1);
        failing.end();

        assertThat(state(ledger, "p-1").version()).isEqualTo(version);
        assertThat(state(ledger, "p-1").hash()).isNull();
        assertThat(state(ledger, "p-2").hash()).isEqualTo(RememberedWork.hash("content"));
        assertThat(life(ledger, "p-1")).containsExactly("b-2 undelivered", "b-1 persisted " + version);
    }

    @Test
    void aBadNeighbourInTheSameTransactionBreaksNoLife() throws Exception {
        RememberedWork work = begin(ledger, "b-1", "p-1");
        long first = work.stored(0);
        work.end();
        RememberedWork beside = begin(ledger, "b-2", "p-1", "p-1");
        long second = beside.stored(0);
        long third = beside.stored(1);
        CountDownLatch go = new CountDownLatch(1);
        var holding = ledger.writer().write(handle -> {
            try {
                return go.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        var ended = CompletableFuture.runAsync(beside::end);
        var bad = ledger.writer().write(handle -> handle.execute("INSERT INTO nowhere VALUES (1)"));

        go.countDown();
        ended.join();

        assertThat(holding.toCompletableFuture().join()).isTrue();
        assertThatThrownBy(() -> bad.toCompletableFuture().join()).hasCauseInstanceOf(LedgerUnavailable.class);
        assertThat(life(ledger, "p-1"))
                .containsExactly("b-2 persisted " + third, "b-2 persisted " + second, "b-1 persisted " + first);
    }

    @Test
    void aLargeBatchIsKnownAsASmallOneIs() {
        String[] many = IntStream.range(0, 3_000).mapToObj(i -> "p-" + i).toArray(String[]::new);
        begin(ledger, "b-1", many).stored().end();

        restartAt(NOON);
        RememberedWork again = begin(ledger, "b-2", many);
        long version = again.stored(2_999);
        again.end();

        assertThat(version).isEqualTo(Micros.of(NOON) + 1);
    }

    @Test
    void anEntryThatNamesNoRecordHasAPassageAndNothingElse() {
        RememberedWork work = begin(ledger, "b-1", "not an id");
        work.rejected(0);
        work.end();

        assertThat(passagesOf(1)).isEqualTo(1);
        long records = ledger.reader().read(handle -> handle.createQuery("SELECT count(*) FROM record")
                .map((row, context) -> row.getLong(1))
                .one());
        assertThat(records).isZero();
    }

    private long passagesOf(long batch) {
        return ledger.reader().read(handle -> handle.createQuery("SELECT count(*) FROM passage WHERE batch = ?")
                .bind(0, batch)
                .map((row, context) -> row.getLong(1))
                .one());
    }
}
