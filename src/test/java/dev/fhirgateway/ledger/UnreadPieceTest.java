package dev.fhirgateway.ledger;

import static dev.fhirgateway.ledger.RememberedWork.batch;
import static dev.fhirgateway.ledger.RememberedWork.begin;
import static dev.fhirgateway.ledger.RememberedWork.beginAhead;
import static dev.fhirgateway.ledger.RememberedWork.life;
import static dev.fhirgateway.ledger.RememberedWork.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.UpsertBatch;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A large batch, and a ledger that cannot read what it knows of the records of one of its pieces. */
class UnreadPieceTest extends LedgerCase {
    private static final int ALL = 300;
    private static final int LAST = ALL - 1;

    @Test
    void whenTheRestCannotBeReadTheFirstEntriesAreWrittenAndTheOthersAtTheEnd() {
        // Given
        begin(ledger, "b-1", patients(ALL)).stored().end();
        restartAt(NOON);
        spoil("p-200");

        // When
        RememberedWork work = beginAhead(ledger, "b-2", patients(ALL));
        work.accepted(0, "s_1", NOON);
        IntStream.range(1, BatchStart.FIRST).forEach(work::stored);
        IntStream.range(BatchStart.FIRST, ALL).forEach(work::undelivered);
        work.ended();
        long before = passages("b-2");
        mend("p-200");
        work.end();

        // Then
        assertThat(work.gate(BatchStart.FIRST - 1)).isCompleted();
        assertThat(work.gate(BatchStart.FIRST)).isCompletedExceptionally();
        assertThat(before).isEqualTo(BatchStart.FIRST);
        restartAt(NOON);
        assertThat(passages("b-2")).isEqualTo(ALL);
        assertThat(state(ledger, "p-0").task()).isEqualTo("s_1");
        assertThat(life(ledger, "p-1"))
                .containsExactly("b-2 persisted " + (Micros.of(NOON) + 1), "b-1 persisted " + Micros.of(NOON));
        assertThat(life(ledger, "p-200")).containsExactly("b-2 undelivered", "b-1 persisted " + Micros.of(NOON));
        assertThat(state(ledger, "p-200").version()).isEqualTo(Micros.of(NOON));
    }

    @Test
    void whenTheRestCannotBeReadAtTheEndEitherTheBatchHasNoEnd() {
        begin(ledger, "b-1", patients(ALL)).stored().end();
        restartAt(NOON);
        spoil("p-200");
        RememberedWork work = beginAhead(ledger, "b-2", patients(ALL));
        IntStream.range(0, BatchStart.FIRST).forEach(work::stored);
        work.ended();

        assertThatThrownBy(work::end).hasRootCauseInstanceOf(IllegalArgumentException.class);

        assertThat(work.gate(0)).isCompleted();
        assertThat(ledger.records().isIdle()).isTrue();
        mend("p-200");
        restartAt(NOON);
        assertThat(life(ledger, "p-0").get(0)).startsWith("b-2 persisted");
        assertThat(life(ledger, "p-200").get(0)).isEqualTo("b-2 interrupted");
    }

    @Test
    void whenTheFirstPieceFailsNoEntryGoesOn() {
        begin(ledger, "b-1", patients(ALL)).stored().end();
        restartAt(NOON);
        spoil("p-5");
        UpsertBatch batch = batch("b-2", patients(ALL));

        BatchMemory memory = ledger.records().beginInPieces(batch);
        var end = ledger.records().end(BatchReport.of(batch, List.of())).toCompletableFuture();

        assertThat(memory.begun()).failsWithin(Duration.ofSeconds(30));
        assertThat(memory.begun(LAST)).failsWithin(Duration.ofSeconds(30));
        assertThat(end).failsWithin(Duration.ofSeconds(30));
        mend("p-5");
        assertThat(life(ledger, "p-0")).hasSize(1);
        assertThat(batches("b-2")).isZero();
    }

    /** What is known of it cannot be read. */
    private void spoil(String patient) {
        outcome(patient, "spoiled");
    }

    private void mend(String patient) {
        outcome(patient, "persisted");
    }

    private void outcome(String patient, String outcome) {
        ledger.writer()
                .written(handle -> handle.execute("UPDATE record SET outcome = ? WHERE id = ?", outcome, patient));
    }

    private long passages(String batchId) {
        return count("SELECT count(*) FROM passage p JOIN batch b ON b.number = p.batch WHERE b.id = ?", batchId);
    }

    private long batches(String batchId) {
        return count("SELECT count(*) FROM batch WHERE id = ?", batchId);
    }

    private long count(String query, String batchId) {
        return ledger.reader().read(handle -> handle.createQuery(query)
                .bind(0, batchId)
                .map((row, context) -> row.getLong(1))
                .one());
    }
}
