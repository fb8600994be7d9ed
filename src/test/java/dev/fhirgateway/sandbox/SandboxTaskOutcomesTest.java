package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SandboxTaskOutcomesTest extends SandboxCase {
    private static final String TASKS = "/sources/clinic-north/v1/tasks/";
    private static final Duration DELAY = Duration.ofSeconds(2);

    @Override
    SandboxOptions options() {
        return super.options().withAsyncTypes(Set.of("patient")).withTaskDelay(DELAY);
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
    void task_is_found_by_the_deprecated_form_of_its_id_and_told_by_the_current_one() throws Exception {
        // Given
        String purge = client.post(
                        "/sources/clinic-north/v1/purge",
                        "{\"collectionType\":\"resources\",\"collectionKey\":\"patient\"}")
                .json()
                .path("taskId")
                .asText();
        String former = purge.replace("pg_", "purge:");

        // Then
        assertThat(client.get(TASKS + former).task().taskId()).isEqualTo(purge);
        assertThat(client.get("/sources/clinic-north/v1/purge/" + former)
                        .purge()
                        .taskId())
                .isEqualTo(purge);
    }
}
