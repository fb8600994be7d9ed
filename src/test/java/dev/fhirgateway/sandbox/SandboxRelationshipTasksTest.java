package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.registry.WriteStatus;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SandboxRelationshipTasksTest extends RelationshipCase {
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final String PATH = path("prac-1.clinic-9");

    @Override
    SandboxOptions options() {
        return super.options().withAsyncTypes(Set.of("works-at")).withTaskDelay(DELAY);
    }

    @Test
    void writes_of_an_async_type_are_accepted_and_done_in_their_order() throws Exception {
        // When
        RegistryClient.Reply created = create("{\"hours\":1}");
        RegistryClient.Reply patched = client.patch(PATH, "[{\"path\":\"/hours\",\"value\":2}]");
        RegistryClient.Reply unseen = client.get(PATH);
        clock.move(DELAY);

        // Then
        assertThat(created.status()).isEqualTo(202);
        assertThat(created.relationship().status()).isEqualTo(WriteStatus.ACCEPTED);
        assertThat(created.relationship().relationship()).isNull();
        assertThat(patched.status()).isEqualTo(202);
        assertThat(unseen.status()).isEqualTo(404);
        assertThat(client.get(PATH).json().at("/data/hours").asInt()).isEqualTo(2);
        assertThat(receipt(created).status()).isEqualTo(TaskStatus.SUCCESS);
    }

    @Test
    void ends_are_asked_for_when_the_task_is_done() throws Exception {
        // Given
        RegistryClient.Reply created = create("{}");
        client.delete(CLINIC);

        // When
        clock.move(DELAY);
        Receipt receipt = receipt(created);

        // Then
        assertThat(receipt.status()).isEqualTo(TaskStatus.FAILURE);
        assertThat(receipt.targetType()).isEqualTo(Receipt.TargetType.RELATIONSHIP);
        assertThat(receipt.error().type()).isEqualTo(ErrorType.FAILED_PRECONDITION);
        assertThat(client.get(PATH).status()).isEqualTo(404);
    }

    @Test
    void delete_of_an_async_type_is_accepted_too() throws Exception {
        // When
        RegistryClient.Reply deleted = client.delete(PATH);
        clock.move(DELAY);

        // Then
        assertThat(deleted.status()).isEqualTo(202);
        assertThat(receipt(deleted).error().type()).isEqualTo(ErrorType.NOT_FOUND);
    }

    private Receipt receipt(RegistryClient.Reply write) throws Exception {
        String taskId = write.relationship().taskId();
        return client.get("/sources/clinic-north/v1/tasks/" + taskId + "?withReceipts=true")
                .task()
                .receipts()
                .get(0);
    }
}
