package dev.fhirgateway.ledger;

import static dev.fhirgateway.ledger.RememberedWork.SOURCE;
import static dev.fhirgateway.ledger.RememberedWork.begin;
import static dev.fhirgateway.ledger.RememberedWork.replaying;
import static dev.fhirgateway.ledger.RememberedWork.unattended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.ledger.letters.Change;
import dev.fhirgateway.ledger.letters.Letter;
import dev.fhirgateway.ledger.letters.LetterLife;
import dev.fhirgateway.ledger.letters.LetterReplays;
import dev.fhirgateway.ledger.letters.LetterState;
import dev.fhirgateway.ledger.letters.Replay;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.LetterSelection;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.RecordName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LettersTest extends LedgerCase {
    @Override
    Executor completions() {
        return Runnable::run;
    }

    @Test
    void whatNobodyWaitsForAndFailsFinallyIsKeptWithItsOriginalAlsoAfterARestart() throws Exception {
        // When
        refused("b-1", "p-1", "p-2");
        restartAt(NOON.plusSeconds(1));

        // Then
        assertThat(letters(LetterState.OPEN))
                .extracting(letter -> Objects.requireNonNull(letter.record()).id())
                .containsExactly("p-2", "p-1");
        LetterLife life = life(1);
        assertThat(life.letter().blame()).isEqualTo("source-data");
        assertThat(life.letter().words()).isEqualTo("Patient: wrong");
        assertThat(life.letter().arrival().batchId()).isEqualTo("b-1");
        assertThat(text(life.body().original())).contains("\"id\":\"p-1\"");
        assertThat(text(life.body().answer())).contains("\"reason\":\"wrong\"");
        assertThat(life.history()).extracting(LetterLife.Event::state).containsExactly(LetterState.OPEN);
    }

    @Test
    void whoHasAnAnswerGetsNoLetter() {
        // When
        RememberedWork attended = begin(ledger, "b-1", "p-1");
        attended.rejected(0);
        attended.end();

        // Then
        assertThat(letters()).isEmpty();
    }

    @Test
    void aNewerVersionHealsItWithALink() {
        // Given
        refused("b-1", "p-1");
        restartAt(NOON.plusSeconds(1));

        // When
        begin(ledger, "b-other", "p-2").stored().end();
        begin(ledger, "b-2", "p-1").stored().end();

        // Then
        Letter healed = letters().get(0);
        assertThat(healed.state()).isEqualTo(LetterState.HEALED);
        assertThat(healed.closedBy()).isEqualTo("b-2");
    }

    @Test
    void aVersionThatHadItsTurnBeforeHealsNothingWhenItsBatchEndsLater() {
        // Given
        RememberedWork early = begin(ledger, "b-early", "p-1");
        RememberedWork late = unattended(ledger, "b-late", "p-1");
        early.stored(0);

        // When
        late.rejected(0);
        late.leavesTurns().end();
        early.end();

        // Then
        assertThat(letters(LetterState.OPEN)).hasSize(1);
    }

    @Test
    void aVersionThatHadItsTurnAfterwardsHealsItWhicheverBatchEndsFirst() {
        // Given
        RememberedWork early = unattended(ledger, "b-early", "p-1");
        RememberedWork late = begin(ledger, "b-late", "p-1");
        early.rejected(0);
        early.leavesTurns();
        late.stored(0);

        // When
        early.end();
        late.end();

        // Then
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.HEALED);
    }

    @Test
    void aReplayThatIsStoredClosesItsLetterAndOlderOnesAndLeavesNewerOnes() throws Exception {
        // Given
        refused("b-1", "p-1");
        refused("b-2", "p-1");
        refused("b-3", "p-1");
        assertThat(ledger.letters().replay(SOURCE, 2, "zz-operator", null)).isEqualTo(Change.DONE);

        // When
        replay("r-1", work -> work.stored(0));

        // Then
        assertThat(letters())
                .extracting(Letter::state)
                .containsExactly(LetterState.OPEN, LetterState.REPLAYED, LetterState.HEALED);
        assertThat(life(2).history())
                .extracting(LetterLife.Event::state)
                .containsExactly(LetterState.OPEN, LetterState.REPLAYING, LetterState.REPLAYED);
        assertThat(life(2).history().get(1).client()).isEqualTo("zz-operator");

        // When: the newer one is not behind what was stored of the older one
        assertThat(ledger.letters().replay(SOURCE, 3, "zz-operator", null)).isEqualTo(Change.DONE);
        replay("r-2", work -> {
            assertThat(work.newerVersion(0)).isEmpty();
            work.stored(0);
        });

        // Then
        assertThat(letters(LetterState.REPLAYED)).hasSize(2);
    }

    @Test
    void whatWasDeliveredSinceIsSeenInTheTurnOfTheReplay() throws Exception {
        // Given
        refused("b-1", "p-1");
        ledger.letters().replay(SOURCE, 1, "zz-operator", null);
        RememberedWork newer = begin(ledger, "b-2", "p-1");

        // When
        replay("r-1", work -> {
            long version = newer.stored(0);
            assertThat(work.newerVersion(0)).contains(version);
            work.superseded(0, version);
        });

        // Then
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.SUPERSEDED);
        newer.end();
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.SUPERSEDED);
    }

    @Test
    void whatIsRefusedBeforeItsRecordIsKnownDoesNotTakeAllVersionsForNewerOnes() {
        EntryMemory refused = new EntryMemory(new LiveRecord(RememberedWork.id("p-1")), Clock.systemUTC(), false, true);

        refused.leavesTurn();

        assertThat(refused.turn()).isEmpty();
    }

    @Test
    void whatIsRefusedAgainIsOpenAgain() throws Exception {
        // Given
        refused("b-1", "p-1");
        byte[] edited = "{\"resourceType\":\"Patient\",\"id\":\"p-1\"}".getBytes(StandardCharsets.UTF_8);

        // When
        ledger.letters().replay(SOURCE, 1, "zz-operator", edited);
        replay("r-1", work -> work.rejected(0));

        // Then
        assertThat(letters(LetterState.OPEN)).hasSize(1);
        assertThat(text(life(1).edited())).isEqualTo(text(edited));
        assertThat(text(life(1).body().original())).contains("zz-marker");
    }

    @Test
    void aReplayThatWasInterruptedBeginsAnewAfterARestart() throws Exception {
        // Given
        refused("b-1", "p-1");
        ledger.letters().replay(SOURCE, 1, "zz-operator", null);
        Replay begun = replays().next(true, 10, 1000).orElseThrow();
        assertThat(replays().next(true, 10, 1000)).isEmpty();
        replays().begin("r-1", begun);
        replaying(ledger, "r-1", "p-1").leave();

        // When
        restartAt(NOON.plusSeconds(60));

        // Then
        assertThat(replays().next(true, 10, 1000)).isPresent();
    }

    @Test
    void theTaskOfAReplayThatWasInterruptedStillDecidesAndLeavesNewerOnes() throws Exception {
        // Given
        refused("b-1", "p-1");
        refused("b-2", "p-1");
        ledger.letters().replay(SOURCE, 1, "zz-operator", null);
        Replay begun = replays().next(true, 10, 1000).orElseThrow();
        replays().begin("r-1", begun);
        replaying(ledger, "r-1", "p-1").accepted(0, "t-1", NOON).leave();
        restartAt(NOON.plusSeconds(1));

        // When
        told("t-1", OperationWord.PERSISTED);

        // Then
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.OPEN, LetterState.REPLAYED);
    }

    @Test
    void whatAFeedCouldNotDeliverIsNoLetterUntilItFailsWhileTheRegistryAnswers() {
        // Given
        RememberedWork feed = unattended(ledger, "b-1", "p-1");
        feed.undelivered(0);
        feed.leavesTurns().end();
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.WAITING);
        assertThat(ledger.letters().open()).isEmpty();
        assertThat(replays().next(true, 10, 1000)).isEmpty();

        // When: during an outage
        for (int hour = 1; hour <= 10; hour++) {
            restartAt(NOON.plus(Duration.ofHours(hour)));
            round(false, "r-" + hour);
        }

        // Then
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.WAITING);

        // When: after it
        for (int hour = 11; hour <= 15; hour++) {
            restartAt(NOON.plus(Duration.ofHours(hour)));
            round(true, "r-" + hour);
        }

        // Then
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.OPEN);
        assertThat(ledger.letters().open()).hasSize(1);
    }

    @Test
    void aFeedThatSendsTheSameAgainDoesNotHeapUpWhatWaits() {
        // When
        for (int i = 0; i < 3; i++) {
            RememberedWork feed = unattended(ledger, "b-" + i, "p-1");
            feed.undelivered(0);
            feed.leavesTurns().end();
        }

        // Then
        assertThat(letters()).hasSize(1);
    }

    @Test
    void whatAJobDidNotDeliverIsLeftToTheJob() {
        // When
        RememberedWork chunk = unattended(ledger, "job.1", "p-1", "p-2");
        chunk.undelivered(0);
        chunk.rejected(1);
        chunk.leavesTurns().end();

        // Then
        assertThat(letters()).hasSize(1);
        assertThat(ledger.letters().page(selection(Set.of(), "job"), null, 10)).hasSize(1);
        assertThat(ledger.letters().page(selection(Set.of(), "jo"), null, 10)).isEmpty();
    }

    @Test
    void manyAreReadPageByPageAndSettledStepByStep() {
        // Given
        for (int batch = 0; batch < 6; batch++) {
            int first = batch * 200;
            RememberedWork feed = unattended(
                    ledger,
                    "b-" + batch,
                    IntStream.range(first, first + 200).mapToObj(i -> "p-" + i).toArray(String[]::new));
            IntStream.range(0, 200).forEach(feed::rejected);
            feed.leavesTurns().end();
        }
        List<Letter> first = ledger.letters().page(selection(Set.of("open"), null), null, 500);
        List<Letter> second = ledger.letters()
                .page(selection(Set.of("open"), null), first.get(499).number(), 500);
        assertThat(second.get(0).number()).isEqualTo(first.get(499).number() - 1);

        // When
        int discarded = ledger.letters().discard(selection(Set.of("open"), "b-0"), "zz-operator", "a test");
        int replayed = ledger.letters().replay(selection(Set.of("open"), null), "zz-operator");

        // Then
        assertThat(discarded).isEqualTo(200);
        assertThat(replayed).isEqualTo(1000);
        assertThat(ledger.letters().forget(NOON.plusSeconds(1))).isEqualTo(200);
        assertThat(letters()).hasSize(1000);
        assertThat(replays().next(true, 300, 1 << 20).orElseThrow().letters()).hasSize(300);
    }

    @Test
    void whatWasAcceptedIsALetterWhenItsTaskFailsAndNothingWhenItIsStored() {
        // Given
        RememberedWork feed = unattended(ledger, "b-1", "p-1", "p-2");
        feed.accepted(0, "t-1", NOON).accepted(1, "t-2", NOON);
        feed.leavesTurns().end();
        assertThat(letters()).isEmpty();

        // When
        restartAt(NOON.plusSeconds(1));
        told("t-1", OperationWord.REFUSED);
        told("t-2", OperationWord.PERSISTED);

        // Then
        assertThat(letters()).hasSize(1);
        LetterLife life = life(letters().get(0).number());
        assertThat(life.letter().state()).isEqualTo(LetterState.OPEN);
        assertThat(life.letter().blame()).isEqualTo("registry-refused");
        assertThat(text(life.body().original())).contains("\"id\":\"p-1\"");
    }

    @Test
    void whatWasAcceptedOfABatchThatWasInterruptedIsALetterWhenItsTaskFails() throws Exception {
        // Given: the gateway dies before the batch is over
        unattended(ledger, "b-1", "p-1", "p-2")
                .accepted(0, "t-1", NOON)
                .accepted(1, "t-2", NOON)
                .leave();
        restartAt(NOON.plusSeconds(1));

        // When
        told("t-1", OperationWord.REFUSED);
        told("t-2", OperationWord.PERSISTED);

        // Then
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.state()).isEqualTo(LetterState.OPEN);
            assertThat(letter.record()).isEqualTo(RememberedWork.id("p-1"));
        });
    }

    @Test
    void aRoundOfAJobKnowsWhatWasDeliveredSinceItFailed() {
        // Given
        begin(ledger, "b-1", "p-1", "p-2").stored().end();
        RememberedWork chunk = unattended(ledger, "job.1", "p-1", "p-2", "p-3");
        IntStream.range(0, 3).forEach(chunk::undelivered);
        chunk.leavesTurns().end();
        RememberedWork newer = begin(ledger, "b-2", "p-2");
        long version = newer.stored(0);
        newer.end();

        // When
        RememberedWork round = unattended(ledger, "job.1.1", "p-1", "p-2", "p-3");

        // Then
        assertThat(round.newerVersion(0)).isEmpty();
        assertThat(round.newerVersion(1)).contains(version);
        assertThat(round.newerVersion(2)).isEmpty();

        // And: what is delivered while it is in work
        RememberedWork meanwhile = begin(ledger, "b-3", "p-3");
        long later = meanwhile.stored(0);
        assertThat(round.newerVersion(2)).contains(later);
        meanwhile.end();
        round.stored().end();
    }

    @Test
    void theSecondOfTwoEntriesOfARecordIsNotOvertakenByTheFirst() {
        // Given
        RememberedWork chunk = unattended(ledger, "job.1", "p-1", "p-1");
        chunk.undelivered(0);
        chunk.undelivered(1);
        chunk.leavesTurns().end();

        // When
        RememberedWork round = unattended(ledger, "job.1.1", "p-1", "p-1");
        round.stored(0);

        // Then
        assertThat(round.newerVersion(1)).isEmpty();
        round.stored(1);
        round.end();
    }

    @Test
    void whatAJobDeliveredOfARecordBeforeAnEntryOvertakesItNot() throws Exception {
        // Given
        unattended(ledger, "job.0", "p-1", "p-2").stored().end();
        RememberedWork chunk = unattended(ledger, "job.1", "p-1", "p-2", "p-2");
        chunk.stored(1);
        chunk.ended();
        chunk.leave();
        restartAt(NOON.plusSeconds(1));

        // When
        RememberedWork round = unattended(ledger, "job.1.1", "p-1", "p-2");

        // Then
        assertThat(round.newerVersion(0)).isEmpty();
        assertThat(round.newerVersion(1)).isEmpty();

        // And: what somebody else does now
        RememberedWork other = begin(ledger, "b-1", "p-1");
        long newer = other.stored(0);
        assertThat(round.newerVersion(0)).contains(newer);
        other.end();
        round.stored().end();
    }

    @Test
    void aLaterEntryOfTheSameRoundOvertakesWhatFailed() {
        // Given
        RememberedWork chunk = unattended(ledger, "job.1", "p-1", "p-1");
        chunk.undelivered(0);
        chunk.leavesTurns();
        long later = chunk.stored(1);
        chunk.end();

        // When
        RememberedWork round = unattended(ledger, "job.1.1", "p-1");

        // Then
        assertThat(round.newerVersion(0)).contains(later);
        round.superseded(0, later);
        round.end();
    }

    @Test
    void nothingOvertakesWhatWasNeverBegun() {
        // Given
        unattended(ledger, "job.0", "p-1").stored().end();
        begin(ledger, "b-1", "p-1").stored().end();

        // When
        RememberedWork round = unattended(ledger, "job.1.1", "p-1");

        // Then
        assertThat(round.newerVersion(0)).isEmpty();
        round.stored().end();
    }

    @Test
    void anEarlierVersionThatMayStillBeStoredIsNoNewerOne() {
        // Given: what came before is in review
        begin(ledger, "b-1", "p-1").accepted(0, "t-1", NOON).end();
        RememberedWork chunk = unattended(ledger, "job.1", "p-1");
        chunk.undelivered(0);
        chunk.leavesTurns().end();

        // When
        RememberedWork round = unattended(ledger, "job.1.1", "p-1");
        told("t-1", OperationWord.PERSISTED);

        // Then
        assertThat(round.newerVersion(0)).isEmpty();
        round.stored().end();
    }

    @Test
    void theTaskOfAnEarlierVersionHealsNothingThatFailedAfterIt() throws Exception {
        // Given
        begin(ledger, "b-1", "p-1").accepted(0, "t-1", NOON).end();
        refused("b-2", "p-1");
        assertThat(ledger.letters().replay(SOURCE, 1, "zz-operator", null)).isEqualTo(Change.DONE);
        assertThat(replays().next(true, 10, 1000)).isEmpty();

        // When
        told("t-1", OperationWord.PERSISTED);

        // Then: it is newer than what was stored
        replay("r-1", work -> {
            assertThat(work.newerVersion(0)).isEmpty();
            work.stored(0);
        });
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.REPLAYED);
    }

    @Test
    void theTaskOfALaterVersionHealsIt() {
        // Given
        refused("b-1", "p-1");
        begin(ledger, "b-2", "p-1").accepted(0, "t-1", NOON).end();
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.OPEN);

        // When
        told("t-1", OperationWord.PERSISTED);

        // Then
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.HEALED);
    }

    @Test
    void aReplayThatIsAcceptedIsDecidedByItsTask() throws Exception {
        // Given
        refused("b-1", "p-1");
        ledger.letters().replay(SOURCE, 1, "zz-operator", null);
        replay("r-1", work -> work.accepted(0, "t-1", NOON));
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.REPLAYING);
        assertThat(replays().next(true, 10, 1000)).isEmpty();

        // When
        told("t-1", OperationWord.REFUSED);

        // Then
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.OPEN);

        // When
        ledger.letters().replay(SOURCE, 1, "zz-operator", null);
        replay("r-2", work -> work.accepted(0, "t-2", NOON));
        told("t-2", OperationWord.PERSISTED);

        // Then
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.REPLAYED);
    }

    @Test
    void aRelationshipThatIsGivenUpIsALetterAndWaitsAgainWhenItIsReplayed() throws Exception {
        // Given
        RememberedWork work = begin(ledger, "b-1", "p-1");
        work.stored(0);
        work.parks(0, relationship());
        work.end();
        restartAt(NOON.plus(Duration.ofDays(7)));
        giveUp(ledger.parked().due(1).get(0));
        Letter letter = letters(LetterState.OPEN).get(0);
        assertThat(letter.relationship()).isEqualTo(relationship().record());
        assertThat(letter.words()).isEqualTo("it did not come");

        // When
        assertThat(ledger.letters().replay(SOURCE, 1, "zz-operator", null)).isEqualTo(Change.DONE);

        // Then
        DueRelationship due = ledger.parked().due(1).get(0);
        assertThat(due.relationship().to()).isEqualTo(relationship().to());
        giveUp(due);
        assertThat(letters(LetterState.OPEN)).hasSize(1);

        // When
        ledger.letters().replay(SOURCE, 1, "zz-operator", null);
        ledger.parked()
                .end(ledger.parked().due(1).get(0), ParkedWord.MADE, null)
                .toCompletableFuture()
                .join();

        // Then
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.REPLAYED);
    }

    @Test
    void whatAJobGivesUpIsALetterUnlessSomethingNewerWasDelivered() {
        // Given
        RememberedWork chunk = unattended(ledger, "job.1", "p-1", "p-2");
        chunk.undelivered(0);
        chunk.undelivered(1);
        chunk.leavesTurns().end();
        begin(ledger, "b-2", "p-2").stored().end();

        // When
        ledger.writer()
                .write(ledger.letters().givingUp(chunk.entries(), "it failed alone", 5))
                .toCompletableFuture()
                .join();

        // Then
        assertThat(letters()).extracting(Letter::state).containsExactly(LetterState.HEALED, LetterState.OPEN);
        assertThat(letters().get(0).closedBy()).isEqualTo("b-2");
        begin(ledger, "b-3", "p-1").stored().end();
        assertThat(letters(LetterState.HEALED)).hasSize(2);
    }

    private void giveUp(DueRelationship due) {
        ledger.parked()
                .end(due, ParkedWord.GIVEN_UP, "it did not come")
                .toCompletableFuture()
                .join();
    }

    private static ParkedRelationship relationship() {
        String payload = "{\"from\":{\"type\":\"patient\",\"id\":\"p-1\"},\"to\":{\"type\":\"doctor\",\"id\":\"d-1\"}}";
        return new ParkedRelationship(
                SOURCE,
                new EntryName("b-1", 0, "Patient", "p-1"),
                new RecordName("gp", "p-1.d-1"),
                new RecordName("patient", "p-1"),
                new RecordName("doctor", "d-1"),
                payload.getBytes(StandardCharsets.UTF_8));
    }

    /** The registry tells how the only operation of a task has ended. */
    private void told(String task, OperationWord word) {
        OpenTask open = ledger.tasks().due(10, (source, one) -> true, Duration.ofMinutes(1)).stream()
                .filter(one -> one.taskId().equals(task))
                .findFirst()
                .orElseThrow();
        Instant stored = word == OperationWord.PERSISTED ? NOON : null;
        ledger.tasks()
                .record(new TaskNews(
                        open,
                        1,
                        NOON,
                        List.of(new TaskNews.Operation(open.operations().get(0), word, null, stored, null))))
                .toCompletableFuture()
                .join();
    }

    private void round(boolean registryAnswers, String batch) {
        Replay replay = replays().next(registryAnswers, 10, 1000).orElseThrow();
        replays().begin(batch, replay);
        RememberedWork work = replaying(ledger, batch, "p-1");
        work.undelivered(0);
        work.leavesTurns().end();
        replays().over(replay, batch);
    }

    private interface Work {
        void on(RememberedWork work);
    }

    private void replay(String batch, Work work) {
        LetterReplays replays = replays();
        Replay replay = replays.next(true, 10, 1000).orElseThrow();
        replays.begin(batch, replay);
        RememberedWork entries = replaying(ledger, batch, "p-1");
        work.on(entries);
        entries.leavesTurns().end();
        replays.over(replay, batch);
        ledger.writer().write(handle -> true).toCompletableFuture().join(); // what was written before is there
    }

    private LetterReplays replays() {
        return ledger.letters().replays();
    }

    private void refused(String batch, String... patients) {
        RememberedWork feed = unattended(ledger, batch, patients);
        for (int i = 0; i < patients.length; i++) {
            feed.rejected(i);
        }
        feed.leavesTurns().end();
    }

    private List<Letter> letters(LetterState... states) {
        Set<String> codes = Arrays.stream(states).map(LetterState::code).collect(Collectors.toSet());
        return ledger.letters().page(selection(codes, null), null, 10_000);
    }

    private static LetterSelection selection(Set<String> states, String batch) {
        return new LetterSelection(SOURCE, null, null, null, states, null, null, batch);
    }

    private LetterLife life(long number) {
        return ledger.letters().find(SOURCE, number).orElseThrow();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
