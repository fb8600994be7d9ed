package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.registry.WriteReply;
import dev.fhirgateway.registry.WriteStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxTasksTest {
    private static final String PATIENTS = "/sources/clinic-north/v1/resources/patient";
    private static final String RECORD = PATIENTS + "/pat-77";
    private static final String TASKS = "/sources/clinic-north/v1/tasks/";
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final MovableClock clock = new MovableClock();
    private Sandbox sandbox;
    private RegistryClient client;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults()
                .withClock(clock)
                .withAsyncTypes(Set.of("patient"))
                .withTaskDelay(DELAY));
        client = new RegistryClient(sandbox.url(), "sandbox");
    }

    @AfterEach
    void stop() {
        sandbox.close();
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
    void task_that_cannot_be_carried_out_fails_with_the_reason_in_its_receipt() throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{}}");
        String conflict =
                client.post(PATIENTS, "{\"id\":\"pat-77\",\"data\":{}}").write().taskId();
        String missing = client.delete(PATIENTS + "/nobody").write().taskId();
        clock.move(DELAY);

        // When
        TaskReply conflictTask =
                client.get(TASKS + conflict + "?withReceipts=true").task();
        TaskReply missingTask =
                client.get(TASKS + missing + "?withReceipts=true").task();

        // Then
        assertThat(conflictTask.status()).isEqualTo(TaskStatus.FAILURE);
        assertThat(conflictTask.receipts().get(0).error().type()).isEqualTo(ErrorType.ALREADY_EXISTS);
        assertThat(missingTask.receipts().get(0).error().type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(missingTask.receipts().get(0).action()).isEqualTo(Receipt.Action.DELETE);
    }

    @Test
    void bad_body_is_refused_at_once() throws Exception {
        assertThat(client.put(RECORD, "{\"data\":7}").status()).isEqualTo(400);
    }

    @Test
    void task_of_a_synchronous_write_is_known_and_done() throws Exception {
        // Given
        String taskId = client.put("/sources/clinic-north/v1/resources/encounter/enc-1", "{\"data\":{}}")
                .write()
                .taskId();

        // When
        TaskReply task = client.get(TASKS + taskId + "?withReceipts=true").task();

        // Then
        assertThat(task.status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(task.receipts().get(0).id()).isEqualTo("enc-1");
    }

    @Test
    void task_is_known_to_its_own_source_only() throws Exception {
        // Given
        String taskId = client.put(RECORD, "{\"data\":{}}").write().taskId();

        // Then
        assertThat(client.get("/sources/clinic-south/v1/tasks/" + taskId).status())
                .isEqualTo(404);
        assertThat(client.get(TASKS + "s_unknown").error().type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(client.get("/sources/_/v1/tasks/" + taskId).status()).isEqualTo(400);
    }

    @Test
    void oldest_finished_tasks_are_forgotten_and_pending_ones_are_not() {
        // Given
        TaskBook tasks = new TaskBook(clock, DELAY, 2);
        Operation operation = new Operation(
                new RecordKey("clinic-north", "patient", "pat-77"), Receipt.Action.DELETE, at -> new Outcome.Deleted());

        // When
        String waiting = tasks.accept(operation);
        String first = tasks.perform(operation).taskId();
        String second = tasks.perform(operation).taskId();
        String third = tasks.perform(operation).taskId();

        // Then
        assertThat(tasks.find("clinic-north", first)).isEmpty();
        assertThat(tasks.find("clinic-north", second)).isPresent();
        assertThat(tasks.find("clinic-north", third)).isPresent();
        assertThat(tasks.find("clinic-north", waiting)).map(Receipt::status).contains(TaskStatus.PENDING);
    }
}
