package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.CollectionType;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.PurgeOperation;
import dev.fhirgateway.registry.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxPurgeTest extends BatchCase {
    @BeforeEach
    void people() throws Exception {
        storePeople();
        related(seenBy("create", "pat-1", "doc-1"), seenBy("create", "pat-2", "doc-1"));
    }

    @Test
    void purge_is_accepted_and_deletes_nothing_until_its_task_is_done() throws Exception {
        // When
        RegistryClient.Reply accepted = client.post(PURGE, purge("resources", "patient"));

        // Then
        JsonNode reply = accepted.json();
        String taskId = reply.path("taskId").asText();
        PurgeOperation asked = new PurgeOperation(
                taskId,
                taskId,
                CollectionType.RESOURCES,
                "patient",
                TaskStatus.PENDING,
                null,
                clock.instant(),
                clock.instant());
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(taskId).startsWith("pg_");
        assertThat(reply.path("status").asText()).isEqualTo("ACCEPTED");
        assertThat(reply.path("purgeOperation")).isEqualTo(asked.toJson());
        assertThat(client.get(PURGE + "/" + taskId).purge()).isEqualTo(asked);
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(2);

        // When
        clock.move(DELAY);

        // Then
        PurgeOperation done = client.get(PURGE + "/" + taskId).purge();
        assertThat(done.status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(done.deletedCount()).isEqualTo(2);
        assertThat(done.updatedAt()).isEqualTo(clock.instant());
        assertThat(sandbox.stored("clinic-north", "patient")).isZero();
        assertThat(client.get(SOURCE + "/tasks/" + taskId + "?withReceipts=true")
                        .text())
                .isEqualTo("{\"taskId\":\"" + taskId + "\",\"status\":\"SUCCESS\"}");
    }

    @Test
    void purge_of_resources_takes_their_relationships_along() throws Exception {
        // When
        PurgeOperation doctors = purged("resources", "doctor");

        // Then
        assertThat(doctors.deletedCount()).isEqualTo(1);
        assertThat(purged("relationships", "seenBy").deletedCount()).isZero();
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(2);
    }

    @Test
    void purge_of_relationships_leaves_the_resources() throws Exception {
        // When
        PurgeOperation relationships = purged("relationships", "seenBy");

        // Then
        assertThat(relationships.deletedCount()).isEqualTo(2);
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(2);
        assertThat(sandbox.stored("clinic-north", "doctor")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "files, patient, 400, INVALID_ARGUMENT",
        "resources, a.b, 400, INVALID_ARGUMENT",
        "objects, letter, 501, UNIMPLEMENTED"
    })
    void purge_of_what_cannot_be_is_refused(String collectionType, String key, int status, ErrorType type)
            throws Exception {
        // When
        RegistryClient.Reply reply = client.post(PURGE, purge(collectionType, key));

        // Then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.error().type()).isEqualTo(type);
    }

    @Test
    void purge_is_known_to_its_own_source_only() throws Exception {
        // Given
        String taskId = client.post(PURGE, purge("resources", "patient"))
                .json()
                .path("taskId")
                .asText();

        // Then
        assertThat(client.get("/sources/clinic-south/v1/purge/" + taskId).status())
                .isEqualTo(404);
        assertThat(client.get(PURGE + "/bk_1").error().type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(client.get("/sources/_/v1/purge/" + taskId).status()).isEqualTo(400);
        assertThat(client.post("/sources/_/v1/purge", purge("resources", "patient"))
                        .status())
                .isEqualTo(400);
        assertThat(client.get(PURGE).status()).isEqualTo(405);
        assertThat(client.delete(PURGE + "/" + taskId).status()).isEqualTo(405);
    }
}
