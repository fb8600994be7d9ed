package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.registry.WriteReply;
import dev.fhirgateway.registry.WriteStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SandboxTasksTest extends SandboxCase {
    private static final String TASKS = "/sources/clinic-north/v1/tasks/";
    private static final Duration DELAY = Duration.ofSeconds(2);

    @Override
    SandboxOptions options() {
        return super.options().withAsyncTypes(Set.of("patient")).withTaskDelay(DELAY);
    }

    @Test
    void accepted_write_shows_nothing_until_its_task_is_done() throws Exception {
        // When
        RegistryClient.Reply accepted = client.put(RECORD, "{\"data\":{\"a\":1}}");
        WriteReply reply = accepted.write();
        clock.move(DELAY.minusMillis(1));

        // Then
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(reply.status()).isEqualTo(WriteStatus.ACCEPTED);
        assertThat(reply.resource()).isNull();
        assertThat(client.get(RECORD).status()).isEqualTo(404);
        assertThat(sandbox.stored("clinic-north", "patient")).isZero();
        assertThat(client.get(PATIENTS).json().path("count").asInt()).isZero();
        assertThat(client.get(TASKS + reply.taskId()).task())
                .isEqualTo(new TaskReply(reply.taskId(), TaskStatus.PENDING, List.of()));

        // When
        clock.move(Duration.ofMillis(1));

        // Then
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(1);
        assertThat(client.get(RECORD).json().path("data").path("a").asInt()).isEqualTo(1);
    }

    @Test
    void receipts_come_when_asked_for_and_tell_start_and_end() throws Exception {
        // Given
        String taskId = client.put(RECORD, "{\"data\":{}}").write().taskId();

        // When
        TaskReply pending = client.get(TASKS + taskId + "?withReceipts=true").task();
        clock.move(Duration.ofMinutes(1));
        TaskReply done = client.get(TASKS + taskId + "?withReceipts=true").task();

        // Then
        assertThat(pending.receipts())
                .containsExactly(new Receipt(
                        MovableClock.START,
                        null,
                        taskId,
                        Receipt.Action.UPSERT,
                        TaskStatus.PENDING,
                        Receipt.TargetType.RESOURCE,
                        "pat-77",
                        "patient",
                        null,
                        null));
        assertThat(done.status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(done.receipts().get(0).status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(done.receipts().get(0).completedAt()).isEqualTo(MovableClock.START.plus(DELAY));
        assertThat(client.get(TASKS + taskId).task().receipts()).isEmpty();
    }

    @Test
    void accepted_writes_of_one_record_are_done_in_order() throws Exception {
        // When
        client.put(RECORD, "{\"data\":{\"a\":1}}");
        client.put(RECORD, "{\"data\":{\"a\":2}}");
        client.delete(RECORD);
        client.put(RECORD, "{\"data\":{\"a\":3}}");
        clock.move(DELAY);

        // Then
        assertThat(client.get(RECORD).json().path("data").path("a").asInt()).isEqualTo(3);
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(1);
    }

    @Test
    void accepted_create_tells_its_made_up_id_in_the_receipt() throws Exception {
        // Given
        String taskId = client.post(PATIENTS, "{\"data\":{}}").write().taskId();
        clock.move(DELAY);

        // When
        Receipt receipt = client.get(TASKS + taskId + "?withReceipts=true")
                .task()
                .receipts()
                .get(0);

        // Then
        assertThat(receipt.action()).isEqualTo(Receipt.Action.CREATE);
        assertThat(client.get(PATIENTS + "/" + receipt.id()).status()).isEqualTo(200);
    }

    @Test
    void bad_body_is_refused_at_once() throws Exception {
        assertThat(client.put(RECORD, "{\"data\":7}").status()).isEqualTo(400);
    }
}
