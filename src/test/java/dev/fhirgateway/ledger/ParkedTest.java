package dev.fhirgateway.ledger;

import static dev.fhirgateway.ledger.RememberedWork.begin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.RecordName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class ParkedTest extends LedgerCase {
    private static final String DROPPED = "relationship knows was not made: the record at one of its ends did not come"
            + " before a later version of this one, which says anew what it refers to";

    @Override
    Executor completions() {
        return Runnable::run;
    }

    @Test
    void whatWaitsIsTriedSoonAndAtOnceWhenItsRecordIsThereAlsoAfterARestart() {
        // Given
        RememberedWork early = begin(ledger, "b-early", "p-1");
        early.stored(0);
        early.parks(0, parked("b-early", "p-1", "p-2"));
        early.end();
        assertThat(ledger.parked().due(10)).isEmpty();

        // When
        restartAt(NOON.plusSeconds(5));

        // Then
        assertThat(ledger.parked().due(10)).hasSize(1);
        postpone(ledger.parked().due(10).get(0), NOON.plus(Duration.ofHours(1)));
        assertThat(ledger.parked().due(10)).isEmpty();

        // When
        begin(ledger, "b-other", "p-3").stored().end();

        // Then
        assertThat(ledger.parked().due(10)).isEmpty();

        // When
        begin(ledger, "b-late", "p-2").stored().end();

        // Then
        DueRelationship due = ledger.parked().due(10).get(0);
        assertThat(due.tries()).isEqualTo(1);
        assertThat(due.parkedAt()).isEqualTo(NOON);
        assertThat(new String(due.relationship().payload(), StandardCharsets.UTF_8))
                .isEqualTo("p-2");
    }

    @Test
    void aRecordThatComesWhileOneIsTriedIsNotMissed() {
        // Given
        park("b-1", "p-1", "p-2");
        restartAt(NOON.plusSeconds(5));
        DueRelationship tried = ledger.parked().due(10).get(0);

        // When
        restartAt(NOON.plusSeconds(6));
        begin(ledger, "b-2", "p-2").stored().end();
        postpone(tried, NOON.plus(Duration.ofHours(1)));

        // Then
        assertThat(ledger.parked().due(10)).hasSize(1);
    }

    @Test
    void aReasonToWaitIsToldUntilNothingWaits() {
        // Given
        RememberedWork work = begin(ledger, "b-1", "p-1");
        work.storedBut(0, parked("b-1", "p-1", "p-2"), "waits for the other one");
        work.end();
        assertThat(reason("b-1")).singleElement().asString().endsWith(": waits for the other one");
        restartAt(NOON.plusSeconds(5));

        // When
        end(ledger.parked().due(10).get(0), ParkedWord.MADE, null);

        // Then
        assertThat(reason("b-1")).isEmpty();
    }

    @Test
    void aReasonToWaitGivesWayToTheOneForWhichItWasGivenUp() {
        // Given
        RememberedWork work = begin(ledger, "b-1", "p-1");
        work.storedBut(0, parked("b-1", "p-1", "p-2"), "waits for the other one");
        work.end();
        restartAt(NOON.plusSeconds(5));

        // When
        end(ledger.parked().due(10).get(0), ParkedWord.GIVEN_UP, "it did not come");

        // Then
        assertThat(reason("b-1")).containsExactly("it did not come");
    }

    @Test
    void aReasonToWaitGivesWayToTheNewerVersionThatSaysAnewWhatItRefersTo() {
        // Given
        RememberedWork work = begin(ledger, "b-1", "p-1");
        work.storedBut(0, parked("b-1", "p-1", "p-2"), "waits for the other one");
        work.end();

        // When
        begin(ledger, "b-2", "p-1").stored().end();
        begin(ledger, "b-3", "p-1").stored().end();

        // Then
        assertThat(reason("b-1")).containsExactly(DROPPED);
        assertThat(reason("b-2")).isEmpty();
    }

    @Test
    void ofTwoVersionsInOneBatchTheLaterOneSaysWhatItRefersTo() {
        // When
        RememberedWork work = begin(ledger, "b-1", "p-1", "p-1");
        work.storedBut(0, parked("b-1", "p-1", "p-2"), "waits for the other one");
        work.storedBut(1, parked("b-1", 1, "p-1", "p-3"), "waits for another one");
        work.end();

        // Then
        assertThat(ledger.parked().of(RememberedWork.id("p-1")))
                .extracting(state -> state.to().id())
                .containsExactly("p-3");
        assertThat(reason("b-1")).containsExactly(DROPPED);
        assertThat(BatchEntries.read(ledger.reader(), "b-1").get(1).words())
                .singleElement()
                .asString()
                .endsWith(": waits for another one");
    }

    @Test
    void whatWasGivenUpIsToldBesideWhatTheNewerVersionDropped() {
        // Given
        RememberedWork work = begin(ledger, "b-1", "p-1");
        work.storedBut(0, parked("b-1", "p-1", "p-2"), "waits for two");
        work.parks(0, parked("b-1", "p-1", "p-3"));
        work.end();
        restartAt(NOON.plusSeconds(5));
        end(ledger.parked().due(10).get(0), ParkedWord.GIVEN_UP, "it did not come");

        // When
        begin(ledger, "b-2", "p-1").stored().end();

        // Then
        assertThat(reason("b-1")).containsExactly(DROPPED + "; it did not come");
    }

    private List<String> reason(String batchId) {
        return BatchEntries.read(ledger.reader(), batchId).get(0).words();
    }

    @Test
    void aNewerVersionSaysAnewWhatItRefersTo() {
        // Given
        park("b-1", "p-1", "p-2");
        restartAt(NOON.plusSeconds(60));

        // When
        park("b-2", "p-1", "p-3");

        // Then
        List<ParkedState> life = ledger.parked().of(RememberedWork.id("p-1"));
        assertThat(life).extracting(state -> state.to().id()).containsExactly("p-3");
        assertThat(life).extracting(ParkedState::batchId).containsExactly("b-2");
        assertThat(ledger.parked().count()).isEqualTo(new ParkedCount(1, java.util.Optional.of(NOON.plusSeconds(60))));
    }

    @Test
    void whatWasNotTakenChangesNothingOfWhatWaits() {
        // Given
        park("b-1", "p-1", "p-2");

        // When
        RememberedWork refused = begin(ledger, "b-2", "p-1");
        refused.rejected(0);
        refused.end();
        RememberedWork lost = begin(ledger, "b-3", "p-1");
        lost.lost(0);
        lost.end();

        // Then
        assertThat(ledger.parked().count().relationships()).isEqualTo(1);
    }

    @Test
    void aDeadEndIsToldAndAResendOfItsRecordIsNoRepetition() {
        // Given
        park("b-1", "p-1", "p-2");
        assertThat(RememberedWork.state(ledger, "p-1").hash()).isNotNull();
        restartAt(NOON.plus(Duration.ofDays(7)));

        // When
        end(ledger.parked().due(10).get(0), ParkedWord.GIVEN_UP, "it did not come");

        // Then
        assertThat(ledger.parked().due(10)).isEmpty();
        assertThat(ledger.parked().count().relationships()).isZero();
        ParkedState told = ledger.parked().of(RememberedWork.id("p-1")).get(0);
        assertThat(told.word()).isEqualTo(ParkedWord.GIVEN_UP);
        assertThat(told.words()).isEqualTo("it did not come");
        assertThat(told.nextTry()).isNull();
        assertThat(RememberedWork.state(ledger, "p-1").hash()).isNull();

        // When
        ledger.parked()
                .forget(NOON.plus(Duration.ofDays(8)))
                .toCompletableFuture()
                .join();

        // Then
        assertThat(ledger.parked().of(RememberedWork.id("p-1"))).isEmpty();
    }

    @Test
    void whatIsParkedAgainForTheSameEntryWaitsSinceTheFirstTime() {
        // Given
        park("b-1", "p-1", "p-2");
        restartAt(NOON.plusSeconds(5));
        end(ledger.parked().due(10).get(0), ParkedWord.ACCEPTED, null);

        // When: its task finds the end missing
        ledger.writer()
                .write(handle -> {
                    ParkedTable.insert(
                            handle,
                            new Vault(List.of()),
                            parked("b-1", "p-1", "p-2"),
                            NOON.plusSeconds(9),
                            NOON.plusSeconds(9));
                    return true;
                })
                .toCompletableFuture()
                .join();

        // Then
        ParkedState told = ledger.parked().of(RememberedWork.id("p-1")).get(0);
        assertThat(told.word()).isEqualTo(ParkedWord.WAITING);
        assertThat(told.parkedAt()).isEqualTo(NOON);
        assertThat(told.tries()).isEqualTo(1);
    }

    @Test
    void whatIsToBeSentIsEncryptedAndWaitsForItsKey() {
        // Given
        Vault vault = new Vault(List.of(Base64.getEncoder().encodeToString(new byte[32])));
        ParkedRelationship parked = parked("b-1", "p-1", "p-2");

        // When
        ledger.writer()
                .write(handle -> {
                    ParkedTable.insert(handle, vault, parked, NOON, NOON);
                    return true;
                })
                .toCompletableFuture()
                .join();

        // Then
        assertThat(payloads(vault)).containsExactly(parked.payload());
        assertThat(payloads(new Vault(List.of()))).containsExactly(new byte[0]);
        restartAt(NOON); // without the key
        assertThat(ledger.parked().due(10)).isEmpty();
        assertThat(ledger.parked().count().relationships()).isEqualTo(1);
    }

    private List<byte[]> payloads(Vault vault) {
        List<DueRelationship> due = ledger.reader().read(handle -> ParkedReads.due(handle, vault, NOON, 10));
        return due.stream().map(one -> one.relationship().payload()).toList();
    }

    private void park(String batch, String from, String to) {
        RememberedWork work = begin(ledger, batch, from);
        work.stored(0);
        work.parks(0, parked(batch, from, to));
        work.end();
    }

    private static ParkedRelationship parked(String batch, String from, String to) {
        return parked(batch, 0, from, to);
    }

    private static ParkedRelationship parked(String batch, int position, String from, String to) {
        return new ParkedRelationship(
                RememberedWork.SOURCE,
                new EntryName(batch, position, "Patient", from),
                new RecordName("knows", from + "." + to),
                new RecordName("patient", from),
                new RecordName("patient", to),
                to.getBytes(StandardCharsets.UTF_8));
    }

    private void postpone(DueRelationship due, Instant next) {
        ledger.parked()
                .postpone(due, due.tries() + 1, next)
                .toCompletableFuture()
                .join();
    }

    private void end(DueRelationship due, ParkedWord word, String words) {
        ledger.parked().end(due, word, words).toCompletableFuture().join();
    }
}
