package dev.fhirgateway.followup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.followup.Judgement.Reckoning;
import dev.fhirgateway.ledger.OperationWord;
import dev.fhirgateway.ledger.TaskNews;
import dev.fhirgateway.settings.FollowUpSettings;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.OperationState;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import dev.fhirgateway.upsert.TaskProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgementTest {
    private static final Instant OPENED = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant SOON = OPENED.plusSeconds(1);
    private static final Instant LATE = OPENED.plus(Duration.ofHours(2));
    private static final Instant TOO_LATE = OPENED.plus(Duration.ofDays(30));
    private static final OperationState FAILED = new OperationState.SendAgain("Zzwords");

    private final Judgement judgement = new Judgement(
            new PollSchedule(
                    new FollowUpSettings(
                            Duration.ofMillis(200),
                            Duration.ofSeconds(30),
                            Duration.ofHours(1),
                            Duration.ofMinutes(15),
                            30),
                    () -> 0.5),
            (task, operation) -> Optional.of(new byte[] {'{', '}'}),
            (source, operation, sent) -> Optional.empty(),
            Duration.ofSeconds(120));

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(new OperationState.Pending(), OperationWord.PENDING, null),
                Arguments.of(new OperationState.InReview(), OperationWord.IN_REVIEW, null),
                Arguments.of(new OperationState.Persisted(OPENED, null), OperationWord.PERSISTED, null),
                Arguments.of(new OperationState.Refused("Zzwords"), OperationWord.REFUSED, "Zzwords"),
                Arguments.of(
                        new OperationState.Cancelled(),
                        OperationWord.REFUSED,
                        "the registry cancelled it before it was done"),
                Arguments.of(
                        new OperationState.Dropped(), OperationWord.REFUSED, "a reviewer at the registry rejected it"),
                Arguments.of(new OperationState.EndMissing("Zzwords"), OperationWord.UNRESOLVED, "Zzwords"),
                Arguments.of(new OperationState.Unknown("Zzwords"), OperationWord.UNKNOWN, "Zzwords"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void eachStateIsRememberedInItsWord(OperationState state, OperationWord word, String words) {
        TaskNews.Operation told = told(operation(1, true), state, SOON);

        assertThat(told.word()).isEqualTo(word);
        assertThat(told.words()).isEqualTo(words);
    }

    @Test
    void whatTheRegistryFailedAtIsSentAgainAndPendingUntilThen() {
        Reckoning reckoning = judgement.of(progress(operation(1, true), FAILED), SOON);

        assertThat(reckoning.resends()).singleElement().satisfies(resend -> assertThat(resend.deadline())
                .isEqualTo(SOON.plusSeconds(120)));
        assertThat(reckoning.news().operations().get(0).word()).isEqualTo(OperationWord.PENDING);
        assertThat(reckoning.news().polls()).isEqualTo(4);
    }

    @Test
    void theThirdTimeIsTheLast() {
        assertThat(judgement.of(progress(operation(2, true), FAILED), SOON).resends())
                .hasSize(1);
        assertThat(told(operation(3, true), FAILED, SOON).word()).isEqualTo(OperationWord.UNAVAILABLE);
    }

    @Test
    void nothingIsSentAgainThatALaterWriteMayHaveGonePast() {
        assertThat(told(operation(1, false), FAILED, SOON).word()).isEqualTo(OperationWord.UNAVAILABLE);
        assertThat(told(operation(1, true), FAILED, LATE).word()).isEqualTo(OperationWord.UNAVAILABLE);
    }

    @Test
    void whatTakesLongerThanTasksDoIsOverdueAndGivenUpAtLast() {
        OperationState pending = new OperationState.Pending();

        assertThat(told(operation(1, true), pending, LATE).word()).isEqualTo(OperationWord.OVERDUE);
        assertThat(told(operation(1, false), new OperationState.InReview(), LATE)
                        .word())
                .isEqualTo(OperationWord.IN_REVIEW);
        assertThat(told(operation(1, false), pending, TOO_LATE).word()).isEqualTo(OperationWord.UNKNOWN);
    }

    private TaskNews.Operation told(TaskOperation operation, OperationState state, Instant now) {
        Reckoning reckoning = judgement.of(progress(operation, state), now);
        assertThat(reckoning.resends()).isEmpty();
        return reckoning.news().operations().get(0);
    }

    private static TaskProgress progress(TaskOperation operation, OperationState state) {
        OpenTask task =
                new OpenTask("clinic", "s_1", false, OPENED, 3, OPENED, OPENED.plusSeconds(60), List.of(operation));
        return new TaskProgress(task, List.of(state));
    }

    private static TaskOperation operation(int sends, boolean awaited) {
        return new TaskOperation(
                Target.RESOURCE,
                new RecordName("patient", "p-1"),
                new EntryName("b-1", 0, "Patient", "p-1"),
                "",
                sends,
                awaited);
    }
}
