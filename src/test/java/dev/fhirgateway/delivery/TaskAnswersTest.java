package dev.fhirgateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.OperationState;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import dev.fhirgateway.upsert.TaskProgress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskAnswersTest {
    private static final EntryName ENTRY = new EntryName("b-1", 0, "Patient", "p-1");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final OperationState PENDING = new OperationState.Pending();

    private final OpenTask single = task(operation("patient", "p-1"));
    private final OpenTask bulk = task(operation("patient", "p-1"), operation("patient", "p-2"), link("p-1.d-1"));

    @Test
    void aTaskThatIsNotDoneIsPending() throws Exception {
        assertThat(states(single, "{\"taskId\":\"s_1\",\"status\":\"PENDING\"}"))
                .containsExactly(PENDING);
    }

    @Test
    void aPendingReceiptInReviewWaitsForAPerson() throws Exception {
        assertThat(states(
                        single,
                        reply(
                                "PENDING",
                                receipt("p-1", "PENDING", ",\"pipelineExecution\":{\"status\":\"IN_REVIEW\"}"))))
                .containsExactly(new OperationState.InReview());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"pipelineExecution\":{\"status\":\"SUCCESSFUL\"}"})
    void aReceiptThatSaysSoIsAProof(String pipeline) throws Exception {
        assertThat(states(single, reply("SUCCESS", receipt("p-1", "SUCCESS", pipeline))))
                .containsExactly(new OperationState.Persisted(NOW, null));
    }

    @Test
    void whatAReviewerRejectedIsNoSuccess() throws Exception {
        String rejected = receipt("p-1", "SUCCESS", ",\"pipelineExecution\":{\"status\":\"REJECTED\"}");

        assertThat(states(single, reply("SUCCESS", rejected))).containsExactly(new OperationState.Dropped());
    }

    @Test
    void anEndOfAPipelineThatNobodyKnowsIsDoubted() throws Exception {
        String strange = receipt("p-1", "SUCCESS", ",\"pipelineExecution\":{\"status\":\"QUARANTINED\"}");

        assertThat(states(single, reply("SUCCESS", strange))).satisfiesExactly(TaskAnswersTest::isUnknownUnlessThere);
    }

    @ParameterizedTest
    @CsvSource({"SUCCESS", "FAILURE"})
    void aTaskThatIsOverWithoutAReceiptIsDoubted(String status) throws Exception {
        assertThat(states(single, reply(status))).satisfiesExactly(TaskAnswersTest::isUnknownUnlessThere);
    }

    @Test
    void whatABundleTookBackBecauseOfAnotherWriteIsSentAgain() throws Exception {
        // Given
        OpenTask bundle = new OpenTask("clinic", "s_1", true, NOW, 0, NOW, NOW.plusSeconds(60), bulk.operations());

        // When
        List<OperationState> states =
                states(bundle, reply("FAILURE", failed("p-2", "INVALID_ARGUMENT"), receipt("p-1", "CANCELLED", "")));

        // Then
        assertThat(states)
                .satisfiesExactlyInAnyOrder(
                        bad -> assertThat(bad).isInstanceOf(OperationState.Refused.class),
                        undone -> assertThat(undone).isInstanceOf(OperationState.SendAgain.class),
                        untold -> assertThat(untold).isInstanceOf(OperationState.SendAgain.class));
    }

    @Test
    void aReceiptOfARecordThatWasNotSentProvesNothing() throws Exception {
        assertThat(states(single, reply("SUCCESS", receipt("p-other", "SUCCESS", ""))))
                .satisfiesExactly(TaskAnswersTest::isUnknownUnlessThere);
    }

    @Test
    void aReceiptOfAnotherTaskProvesNothing() throws Exception {
        assertThat(states(single, reply("SUCCESS", receipt("p-1", "SUCCESS", ",\"taskId\":\"s_other\""))))
                .satisfiesExactly(TaskAnswersTest::isUnknownUnlessThere);
    }

    @Test
    void aRepeatedReceiptIsOne() throws Exception {
        String receipt = receipt("p-1", "SUCCESS", "");

        assertThat(states(single, reply("SUCCESS", receipt, receipt)))
                .containsExactly(new OperationState.Persisted(NOW, null));
    }

    @Test
    void receiptsThatContradictEachOtherAreDoubted() throws Exception {
        assertThat(states(single, reply("FAILURE", receipt("p-1", "SUCCESS", ""), receipt("p-1", "CANCELLED", ""))))
                .satisfiesExactly(TaskAnswersTest::isUnknownUnlessThere);
    }

    @Test
    void receiptsAreMatchedByNameInAnyOrder() throws Exception {
        // Given
        String relationship = "{\"status\":\"SUCCESS\",\"completedAt\":\"2026-01-02T03:04:05Z\","
                + "\"targetType\":\"RELATIONSHIP\",\"type\":\"gp\",\"id\":\"patient.p-1,doctor.d-1\"}";

        // When
        List<OperationState> states = states(
                bulk, reply("FAILURE", relationship, receipt("p-2", "CANCELLED", ""), receipt("p-1", "SUCCESS", "")));

        // Then
        assertThat(states)
                .containsExactly(
                        new OperationState.Persisted(NOW, null),
                        new OperationState.Cancelled(),
                        new OperationState.Persisted(NOW, null));
    }

    @Test
    void aBulkTellsWhatIsDoneBeforeAllOfItIs() throws Exception {
        assertThat(states(bulk, reply("PENDING", receipt("p-2", "SUCCESS", ""))))
                .containsExactly(PENDING, new OperationState.Persisted(NOW, null), PENDING);
    }

    @Test
    void ofManyOperationsAReceiptHasToNameItsOwn() throws Exception {
        assertThat(states(bulk, reply("PENDING", "{\"status\":\"SUCCESS\"}")))
                .containsExactly(PENDING, PENDING, PENDING);
        assertThat(states(single, reply("SUCCESS", "{\"status\":\"SUCCESS\"}")))
                .containsExactly(new OperationState.Persisted(null, null));
    }

    @Test
    void internalIsSentAgainAndEveryOtherErrorIsFinal() throws Exception {
        assertThat(states(single, reply("FAILURE", failed("p-1", "INTERNAL"))))
                .containsExactly(new OperationState.SendAgain("INTERNAL: Zzwords"));
        assertThat(states(single, reply("FAILURE", failed("p-1", "INVALID_ARGUMENT"))))
                .containsExactly(new OperationState.Refused("INVALID_ARGUMENT: Zzwords"));
    }

    @Test
    void aFailureWithoutAnErrorIsDoubted() throws Exception {
        assertThat(states(single, reply("FAILURE", receipt("p-1", "FAILURE", ""))))
                .satisfiesExactly(TaskAnswersTest::isUnknownUnlessThere);
    }

    @Test
    void aRelationshipWithoutAnEndWaitsForIt() throws Exception {
        String failed = failed("p-1.d-1", "NOT_FOUND")
                .replace("RESOURCE", "RELATIONSHIP")
                .replace("patient", "gp");

        assertThat(states(task(link("p-1.d-1")), reply("FAILURE", failed)))
                .containsExactly(new OperationState.EndMissing("NOT_FOUND: Zzwords"));
    }

    @Test
    void ofALostTaskTheRecordTellsWhetherItIsSentAgain() throws Exception {
        assertThat(of(single, 404, "{\"code\":404,\"type\":\"NOT_FOUND\",\"message\":\"there is no such task\"}")
                        .states())
                .satisfiesExactly(state -> assertThat(((OperationState.Unproven) state).otherwise())
                        .isInstanceOf(OperationState.SendAgain.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Zzmarker</html>",
                "{\"status\":\"DONE\"}",
                "{\"status\":\"SUCC",
                "{}",
                "[]",
                "{\"taskId\":\"s_other\",\"status\":\"SUCCESS\"}"
            })
    void nonsenseIsNotBelieved(String body) {
        assertThatThrownBy(() -> of(single, 200, body))
                .isInstanceOf(TryLater.class)
                .hasMessageNotContaining("Zz");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 429, 500, 501, 503})
    void anAnswerWithoutATaskTellsNothing(int status) {
        assertThatThrownBy(() -> of(single, status, "{}")).isInstanceOf(TryLater.class);
    }

    @Test
    void aPageThatWasNotFoundIsNoLostTask() {
        assertThatThrownBy(() -> of(single, 404, "<html>")).isInstanceOf(TryLater.class);
    }

    @Test
    void aRefusedKeyIsTheGateways() {
        assertThatThrownBy(() -> of(single, 401, "{}")).isInstanceOf(KeyRefused.class);
    }

    private static void isUnknownUnlessThere(OperationState state) {
        assertThat(((OperationState.Unproven) state).otherwise()).isInstanceOf(OperationState.Unknown.class);
    }

    private static List<OperationState> states(OpenTask task, String body) throws TryLater, KeyRefused {
        return of(task, 200, body).states();
    }

    private static TaskProgress of(OpenTask task, int status, String body) throws TryLater, KeyRefused {
        return TaskAnswers.of(new RegistryResponse(task, status, null, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static OpenTask task(TaskOperation... operations) {
        return new OpenTask("clinic", "s_1", false, NOW, 0, NOW, NOW.plusSeconds(60), List.of(operations));
    }

    private static TaskOperation operation(String type, String id) {
        return new TaskOperation(Target.RESOURCE, new RecordName(type, id), ENTRY, "", 1, true);
    }

    private static TaskOperation link(String id) {
        return new TaskOperation(Target.RELATIONSHIP, new RecordName("gp", id), ENTRY, "", 1, true);
    }

    private static String reply(String status, String... receipts) {
        return "{\"taskId\":\"s_1\",\"status\":\"" + status + "\",\"receipts\":[" + String.join(",", receipts) + "]}";
    }

    private static String failed(String id, String type) {
        return receipt(id, "FAILURE", ",\"error\":{\"code\":500,\"type\":\"" + type + "\",\"message\":\"Zzwords\"}");
    }

    private static String receipt(String id, String status, String more) {
        return "{\"status\":\"" + status + "\",\"completedAt\":\"2026-01-02T03:04:05Z\",\"targetType\":\"RESOURCE\","
                + "\"type\":\"patient\",\"id\":\"" + id + "\"" + more + "}";
    }
}
