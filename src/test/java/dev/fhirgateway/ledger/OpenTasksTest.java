package dev.fhirgateway.ledger;

import static dev.fhirgateway.ledger.RememberedWork.SOURCE;
import static dev.fhirgateway.ledger.RememberedWork.id;
import static dev.fhirgateway.ledger.RememberedWork.life;
import static dev.fhirgateway.ledger.RememberedWork.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fhirgateway.upsert.BatchInquiry;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.TaskOperation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class OpenTasksTest extends LedgerCase {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aTaskIsDueWhenItsTimeHasComeAlsoAfterARestart() {
        RememberedWork.begin(ledger, "b-1", "p-1", "p-2")
                .accepted(0, "s_1", NOON.plusSeconds(5))
                .accepted(1, "s_2", NOON.plusSeconds(1))
                .end();

        assertThat(due()).isEmpty();
        restartAt(NOON.plusSeconds(5));

        assertThat(due()).extracting(OpenTask::taskId).containsExactly("s_2", "s_1");
        assertThat(due().get(1).operations())
                .extracting(operation -> operation.entry().id())
                .containsExactly("p-1");
        assertThat(ledger.tasks().due(1, (source, task) -> true, PATIENCE)).hasSize(1);
        assertThat(ledger.tasks().count()).isEqualTo(new OpenTaskCount(2, Optional.of(NOON)));
    }

    @Test
    void theEndOfATaskIsThatOfItsRecordAndItsEntry() {
        // Given
        RememberedWork.begin(ledger, "b-1", "p-1").accepted(0, "s_1", NOON).end();
        assertThat(state(ledger, "p-1").task()).isEqualTo("s_1");
        restartAt(NOON.plusSeconds(10));

        // When
        List<EntryEnd> ends = ended(OperationWord.PERSISTED, null, NOON.plusSeconds(9));

        // Then
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.outcome()).isEqualTo(Outcome.PERSISTED);
            assertThat(end.receivedAt()).isEqualTo(NOON);
        });
        RecordState state = state(ledger, "p-1");
        assertThat(state.task()).isNull();
        assertThat(state.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(state.lastUpdated()).isEqualTo(NOON.plusSeconds(9));
        assertThat(state.createdAt()).isEqualTo(NOON.plusSeconds(9));
        assertThat(state.hash()).isEqualTo(RememberedWork.hash("content"));
        assertThat(state.originalUpdated()).isNull();
        assertThat(life(ledger, "p-1")).containsExactly("b-1 persisted " + state.version());
        assertThat(due()).isEmpty();
        assertThat(ledger.tasks().count().tasks()).isZero();
    }

    @Test
    void anEndThatComesBeforeThatOfItsBatchIsNotForgotten() {
        // Given
        RememberedWork work = RememberedWork.begin(ledger, "b-1", "p-1", "p-2").accepted(0, "s_1", NOON);

        // When
        ended(OperationWord.PERSISTED, null, NOON);
        work.stored(1);
        work.end();

        // Then
        RecordState state = state(ledger, "p-1");
        assertThat(state.task()).isNull();
        assertThat(state.outcome()).isEqualTo(Outcome.PERSISTED);
        assertThat(life(ledger, "p-1")).containsExactly("b-1 persisted " + state.version());
    }

    @Test
    void whatTheRegistryRefusesAtLastIsNotWhatItHas() {
        // Given
        RememberedWork.begin(ledger, "b-1", "p-1").accepted(0, "s_1", NOON).end();

        // When
        ended(OperationWord.REFUSED, "Zzwords", null);

        // Then
        assertThat(state(ledger, "p-1").hash()).isNull();
        assertThat(life(ledger, "p-1")).containsExactly("b-1 rejected");
        assertThat(status("b-1").entries()).singleElement().satisfies(entry -> {
            assertThat(entry.blame()).isEqualTo(Blame.REGISTRY_REFUSED);
            assertThat(entry.words()).containsExactly("Zzwords");
        });
    }

    @Test
    void theEndOfAnOlderVersionLeavesTheStateOfANewerOne() {
        // Given
        RememberedWork.begin(ledger, "b-1", "p-1").accepted(0, "s_1", NOON).end();
        RememberedWork later = RememberedWork.begin(ledger, "b-2", "p-1");
        long version = later.stored(0);
        later.end();

        // When
        ended(OperationWord.PERSISTED, null, NOON.plusSeconds(60));

        // Then
        assertThat(state(ledger, "p-1").version()).isEqualTo(version);
        assertThat(state(ledger, "p-1").lastUpdated()).isEqualTo(NOON);
        assertThat(state(ledger, "p-1").hash()).as("nobody knows what it holds").isNull();
        assertThat(life(ledger, "p-1")).containsExactly("b-2 persisted " + version, "b-1 persisted");
    }

    @Test
    void anEntryEndsWithTheLastOfItsTasks() {
        // Given
        RememberedWork.begin(ledger, "b-1", "p-1")
                .accepted(0, "s_1", NOON)
                .relationship(0, "s_2", NOON)
                .end();

        // When
        assertThat(ended("s_2", OperationWord.PERSISTED, null, null)).isEmpty();
        assertThat(status("b-1").isRunning()).isTrue();
        List<EntryEnd> ends = ended("s_1", OperationWord.PERSISTED, null, NOON);

        // Then
        assertThat(ends).hasSize(1);
        assertThat(status("b-1").isRunning()).isFalse();
        assertThat(life(ledger, "p-1"))
                .containsExactly("b-1 persisted " + state(ledger, "p-1").version());
    }

    @Test
    void whatIsSentAgainIsFollowedAsItsNewTask() {
        // Given
        RememberedWork.begin(ledger, "b-1", "p-1").accepted(0, "s_1", NOON).end();
        OpenTask failed = due().get(0);
        TaskOperation operation = failed.operations().get(0);
        assertThat(ledger.tasks().payload(failed, operation).map(OpenTasksTest::text))
                .hasValue("content");

        // When
        join(ledger.tasks()
                .open(
                        new NewTask(
                                SOURCE,
                                "s_2",
                                NewTask.Kind.SINGLE,
                                List.of(new NewTask.Write(operation, bytes("content"), null))),
                        NOON));

        // Then
        assertThat(due()).singleElement().satisfies(task -> {
            assertThat(task.taskId()).isEqualTo("s_2");
            assertThat(task.operations().get(0).sends()).isEqualTo(2);
        });
        assertThat(state(ledger, "p-1").task()).isEqualTo("s_2");
        ended(OperationWord.PERSISTED, null, NOON);
        assertThat(life(ledger, "p-1"))
                .containsExactly("b-1 persisted " + state(ledger, "p-1").version());
    }

    @Test
    void aLaterWriteWaitsUntilTheTaskEndsOrMayTakeAnyTime() {
        // Given
        RememberedWork.begin(ledger, "b-1", "p-1", "p-2")
                .accepted(0, "s_1", NOON)
                .accepted(1, "s_2", NOON)
                .end();
        CompletableFuture<?> first = ledger.tasks().settled(id("p-1"), "s_1").toCompletableFuture();
        CompletableFuture<?> second = ledger.tasks().settled(id("p-2"), "s_2").toCompletableFuture();
        assertThat(first).isNotDone();

        // When
        ended("s_1", OperationWord.PERSISTED, null, NOON);
        ended("s_2", OperationWord.IN_REVIEW, null, null);

        // Then
        assertThat(first).succeedsWithin(PATIENCE);
        assertThat(second).succeedsWithin(PATIENCE);
        assertThat(ledger.tasks().settled(id("p-2"), "s_2").toCompletableFuture())
                .isDone();
        assertThat(status("b-1").isRunning()).as("a review may take any time").isFalse();
        assertThat(status("b-1").entries())
                .extracting(BatchStatus.Entry::outcome)
                .containsExactly(Outcome.PERSISTED, Outcome.ACCEPTED);
    }

    @Test
    void aTaskOfABatchThatWasInterruptedIsFollowedTooAndShown() {
        // Given
        RememberedWork.begin(ledger, "b-1", "p-1", "p-2")
                .accepted(0, "s_1", NOON)
                .leave();

        // When
        restartAt(NOON.plusSeconds(1));
        assertThat(status("b-1").entries())
                .extracting(BatchStatus.Entry::outcome)
                .containsExactly(Outcome.ACCEPTED, Outcome.INTERRUPTED);
        ended(OperationWord.PERSISTED, null, NOON);

        // Then
        assertThat(status("b-1").entries())
                .extracting(BatchStatus.Entry::outcome)
                .containsExactly(Outcome.PERSISTED, Outcome.INTERRUPTED);
    }

    @Test
    void aBatchIsShownToItsClientAloneAndOnlyIfAnythingOfItWasAccepted() {
        RememberedWork.begin(ledger, "b-1", "p-1").accepted(0, "s_1", NOON).end();
        RememberedWork.begin(ledger, "b-2", "p-2").stored().end();

        for (BatchInquiry inquiry : List.of(
                new BatchInquiry("other", SOURCE, "b-1", "", ""),
                new BatchInquiry("ehr", "other", "b-1", "", ""),
                new BatchInquiry("ehr", SOURCE, "b-2", "", ""),
                new BatchInquiry("ehr", SOURCE, "b-3", "", ""))) {
            assertThatThrownBy(() -> followed().of(inquiry))
                    .isInstanceOfSatisfying(RequestRefused.class, refused -> assertThat(refused.status())
                            .isEqualTo(404));
        }
        assertThat(status("b-1").entries()).hasSize(1);
    }

    private List<EntryEnd> ended(OperationWord word, String words, Instant updated) {
        return ended(due().get(0), word, words, updated);
    }

    private List<EntryEnd> ended(String task, OperationWord word, String words, Instant updated) {
        OpenTask open = due().stream()
                .filter(due -> due.taskId().equals(task))
                .findFirst()
                .orElseThrow();
        return ended(open, word, words, updated);
    }

    private List<EntryEnd> ended(OpenTask task, OperationWord word, String words, Instant updated) {
        List<TaskNews.Operation> operations = task.operations().stream()
                .map(operation -> new TaskNews.Operation(operation, word, words, updated, null))
                .toList();
        return join(ledger.tasks().record(new TaskNews(task, 1, NOON, operations)));
    }

    private List<OpenTask> due() {
        return ledger.tasks().due(100, (source, task) -> true, PATIENCE);
    }

    private BatchStatus status(String batchId) {
        return followed().of(new BatchInquiry("ehr", SOURCE, batchId, "", ""));
    }

    private FollowedBatches followed() {
        return new FollowedBatches(ledger.reader(), Duration.ofSeconds(20));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
