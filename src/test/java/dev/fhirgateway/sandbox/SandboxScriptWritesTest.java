package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fates of tasks for all writes that are not one of a single resource. */
class SandboxScriptWritesTest extends BatchCase {
    private static final String SEEN_BY = SOURCE + "/relationships/seenBy";
    private static final String RELATIONSHIP = SEEN_BY + "/pat-1.doc-1";
    private static final String ENDS =
            "\"from\":{\"type\":\"patient\",\"id\":\"pat-1\"},\"to\":{\"type\":\"doctor\",\"id\":\"doc-1\"}";

    @BeforeEach
    void people() throws Exception {
        storePeople();
    }

    @Test
    void writes_of_a_relationship_become_tasks_and_are_not_stored_when_rejected() throws Exception {
        // Given
        script("{task: rejected}");

        // When
        RegistryClient.Reply created = client.post(SEEN_BY, "{" + ENDS + ",\"data\":{}}");
        RegistryClient.Reply patched = client.patch(RELATIONSHIP, "[{\"path\":\"/a\",\"value\":2}]");
        RegistryClient.Reply deleted = client.delete(RELATIONSHIP);
        clock.move(DELAY);

        // Then
        for (RegistryClient.Reply reply : List.of(created, patched, deleted)) {
            assertThat(reply.status()).isEqualTo(202);
            Receipt receipt = task(reply).receipts().get(0);
            assertThat(receipt.status()).isEqualTo(TaskStatus.SUCCESS);
            assertThat(receipt.targetType()).isEqualTo(Receipt.TargetType.RELATIONSHIP);
            assertThat(receipt.pipelineExecution().status()).isEqualTo("REJECTED");
        }
        assertThat(client.get(RELATIONSHIP).status()).isEqualTo(404);
    }

    @Test
    void writes_of_contained_resources_become_tasks_and_can_be_late() throws Exception {
        // Given
        script("{task: late(30s)}");

        // When
        String contact = PATIENTS + "/pat-1/contact";
        RegistryClient.Reply put = client.put(contact + "/c1", "{\"type\":\"contact\",\"data\":{}}");
        RegistryClient.Reply posted = client.post(contact, "{\"type\":\"contact\",\"data\":{}}");
        RegistryClient.Reply deleted = client.delete(contact + "/c1");

        // Then
        for (RegistryClient.Reply reply : List.of(put, posted, deleted)) {
            assertThat(reply.status()).isEqualTo(202);
            assertThat(task(reply).status()).isEqualTo(TaskStatus.PENDING);
        }

        // When
        clock.move(Duration.ofSeconds(30));

        // Then
        for (RegistryClient.Reply reply : List.of(put, posted, deleted)) {
            assertThat(task(reply).status()).isEqualTo(TaskStatus.SUCCESS);
        }
        assertThat(client.get(PATIENTS + "/pat-1").json().path("contained").path("contact"))
                .hasSize(1);
    }

    @Test
    void all_operations_of_a_bulk_request_fail_alike() throws Exception {
        // Given
        script("{path: /**/resources/bulk, task: fails(UNAVAILABLE)}");

        // When
        RegistryClient.Reply reply = client.post(
                SOURCE + "/resources/bulk",
                "{\"operations\":[" + create("patient", "pat-3") + "," + delete("patient", "pat-1") + "]}");
        clock.move(DELAY);

        // Then
        String path = SOURCE + "/resources/bulk/" + reply.bulk().bulkId() + "?withReceipts=true";
        TaskReply task = client.get(path).task();
        assertThat(task.status()).isEqualTo(TaskStatus.FAILURE);
        assertThat(task.receipts())
                .extracting(receipt -> receipt.error().type())
                .containsExactly(ErrorType.UNAVAILABLE, ErrorType.UNAVAILABLE);
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(2);
    }

    @Test
    void bundle_of_any_types_can_stay_in_review() throws Exception {
        // Given
        script("{task: in-review}");

        // When
        String body = bundle(create("patient", "pat-3"), seenBy("create", "pat-1", "doc-1"));
        RegistryClient.Reply reply = client.post(BUNDLE, body);
        clock.move(Duration.ofDays(1));

        // Then
        assertThat(reply.status()).isEqualTo(202);
        assertThat(task(reply).status()).isEqualTo(TaskStatus.PENDING);
        assertThat(task(reply).receipts())
                .extracting(receipt -> receipt.pipelineExecution().status())
                .containsExactly("IN_REVIEW", "IN_REVIEW");
        assertThat(client.get(PATIENTS + "/pat-3").status()).isEqualTo(404);
        assertThat(client.get(RELATIONSHIP).status()).isEqualTo(404);
    }

    @Test
    void purge_goes_its_own_way() throws Exception {
        // Given
        script("{task: never}");

        // Then
        assertThat(purged("resources", "patient").deletedCount()).isEqualTo(2);
    }

    private TaskReply task(RegistryClient.Reply accepted) throws Exception {
        String taskId = accepted.json().path("taskId").asText();
        return client.get(SOURCE + "/tasks/" + taskId + "?withReceipts=true").task();
    }

    private void script(String text) {
        sandbox.trouble(TroubleScript.read(text));
    }
}
