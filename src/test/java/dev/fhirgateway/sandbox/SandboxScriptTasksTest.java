package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.registry.WriteStatus;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxScriptTasksTest extends SandboxCase {
    private static final String TASKS = "/sources/clinic-north/v1/tasks/";
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration YEARS = Duration.ofDays(10_000);

    @Override
    SandboxOptions options() {
        return super.options().withTaskDelay(DELAY);
    }

    @Test
    void write_of_any_type_can_be_made_a_task_that_ends_on_time() throws Exception {
        // Given
        String taskId = accepted("on-time");
        clock.move(DELAY);

        // Then
        assertThat(task(taskId).status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(client.get(RECORD).status()).isEqualTo(200);
    }

    @Test
    void late_task_takes_its_own_time_and_is_overtaken() throws Exception {
        // Given
        String late = accepted("late(30s)");
        script("{task: on-time}");
        client.put(RECORD, "{\"data\":{\"a\":\"later\"}}");

        // When
        clock.move(DELAY);

        // Then
        assertThat(task(late).status()).isEqualTo(TaskStatus.PENDING);
        assertThat(data()).isEqualTo("later");

        // When
        clock.move(Duration.ofSeconds(28));

        // Then
        assertThat(task(late).status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(data()).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "in-review"})
    void task_can_stay_pending_for_ever(String fate) throws Exception {
        // Given
        String taskId = accepted(fate);

        // When
        clock.move(YEARS);
        TaskReply task = task(taskId);

        // Then
        assertThat(task.status()).isEqualTo(TaskStatus.PENDING);
        assertThat(client.get(RECORD).status()).isEqualTo(404);
        Receipt receipt = task.receipts().get(0);
        assertThat(receipt.completedAt()).isNull();
        assertThat(
                        receipt.pipelineExecution() == null
                                ? ""
                                : receipt.pipelineExecution().status())
                .isEqualTo(fate.equals("never") ? "" : "IN_REVIEW");
    }

    @ParameterizedTest
    @CsvSource({"fails, INTERNAL", "fails(INVALID_ARGUMENT), INVALID_ARGUMENT", "fails(already_exists), ALREADY_EXISTS"
    })
    void task_can_fail_with_the_error_in_its_receipt(String fate, ErrorType error) throws Exception {
        // Given
        String taskId = accepted(fate);
        assertThat(task(taskId).status()).isEqualTo(TaskStatus.PENDING);

        // When
        clock.move(DELAY);
        TaskReply task = task(taskId);

        // Then
        assertThat(task.status()).isEqualTo(TaskStatus.FAILURE);
        assertThat(task.receipts().get(0).status()).isEqualTo(TaskStatus.FAILURE);
        assertThat(task.receipts().get(0).error().type()).isEqualTo(error);
        assertThat(client.get(RECORD).status()).isEqualTo(404);
    }

    @Test
    void rejected_task_succeeds_and_stores_nothing_as_only_its_receipt_tells() throws Exception {
        // Given
        String taskId = accepted("rejected");
        clock.move(DELAY);

        // When
        TaskReply task = task(taskId);

        // Then
        assertThat(task.status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(task.receipts().get(0).status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(task.receipts().get(0).pipelineExecution().status()).isEqualTo("REJECTED");
        assertThat(client.get(RECORD).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"lost, 404", "forgotten, 200"})
    void task_can_be_lost_with_its_record_or_without(String fate, int record) throws Exception {
        // Given
        String taskId = accepted(fate);
        assertThat(task(taskId).status()).isEqualTo(TaskStatus.PENDING);

        // When
        clock.move(DELAY);

        // Then
        assertThat(client.get(TASKS + taskId).status()).isEqualTo(404);
        assertThat(client.get(RECORD).status()).isEqualTo(record);
    }

    @ParameterizedTest
    @CsvSource({"receipts-repeated, 2", "receipts-mixed-up, 1", "receipts-missing, 0"})
    void receipts_can_be_wrong_while_the_record_is_stored(String fate, int receipts) throws Exception {
        // Given
        String taskId = accepted(fate);
        clock.move(DELAY);

        // When
        TaskReply task = task(taskId);

        // Then
        assertThat(task.status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(task.receipts()).hasSize(receipts);
        assertThat(task.receipts().stream().map(Receipt::id))
                .allMatch(id -> id.startsWith("not-sent-") == fate.equals("receipts-mixed-up"));
        assertThat(client.get(RECORD).status()).isEqualTo(200);
    }

    @Test
    void task_time_is_drawn_for_each_and_goes_with_any_fate() throws Exception {
        // Given
        String taskId = accepted("fails, task-time: 5s..20s");

        // When
        clock.move(Duration.ofSeconds(5).minusMillis(1));

        // Then
        assertThat(task(taskId).status()).isEqualTo(TaskStatus.PENDING);

        // When
        clock.move(Duration.ofSeconds(15));

        // Then
        assertThat(task(taskId).status()).isEqualTo(TaskStatus.FAILURE);
    }

    @Test
    void write_that_is_not_valid_is_refused_before_it_becomes_a_task() throws Exception {
        // Given
        script("{task: never}");

        // Then
        assertThat(client.put(RECORD, "{}").status()).isEqualTo(400);
        assertThat(client.get(RECORD).status()).isEqualTo(404);
    }

    private String accepted(String fate) throws Exception {
        script("{task: " + fate + "}");
        RegistryClient.Reply reply = client.put(RECORD, "{\"data\":{\"a\":\"first\"}}");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.write().status()).isEqualTo(WriteStatus.ACCEPTED);
        return reply.write().taskId();
    }

    private TaskReply task(String taskId) throws Exception {
        return client.get(TASKS + taskId + "?withReceipts=true").task();
    }

    private String data() throws Exception {
        return client.get(RECORD).json().path("data").path("a").asText();
    }

    private void script(String text) {
        sandbox.trouble(TroubleScript.read(text));
    }
}
