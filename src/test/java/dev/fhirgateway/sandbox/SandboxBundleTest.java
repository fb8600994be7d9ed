package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.BundleReply;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.registry.WriteStatus;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxBundleTest extends BatchCase {
    @Override
    SandboxOptions options() {
        return super.options().withAsyncTypes(Set.of("letter"));
    }

    @BeforeEach
    void people() throws Exception {
        storePeople();
        related(seenBy("create", "pat-1", "doc-1"));
    }

    @Test
    void resources_come_before_relationships_and_a_creation_makes_it_201() throws Exception {
        // When
        RegistryClient.Reply reply =
                client.post(BUNDLE, bundle(upsert("patient", "pat-3"), seenBy("create", "pat-3", "doc-1")));

        // Then
        BundleReply bundle = reply.bundle();
        assertThat(reply.status()).isEqualTo(201);
        assertThat(bundle.status()).isEqualTo(WriteStatus.PERSISTED);
        assertThat(bundle.taskId()).startsWith("bd_");
        assertThat(bundle.operations()).extracting(Receipt::id).containsExactly("pat-3", "pat-3.doc-1");
        assertThat(client.get(SOURCE + "/tasks/" + bundle.taskId()).task().status())
                .isEqualTo(TaskStatus.SUCCESS);
        assertThat(purged("relationships", "seenBy").deletedCount()).isEqualTo(2);
    }

    @Test
    void bundle_that_only_updates_and_deletes_is_200() throws Exception {
        // When
        RegistryClient.Reply reply =
                client.post(BUNDLE, bundle(upsert("patient", "pat-1") + "," + delete("patient", "pat-2"), ""));

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(client.get(PATIENTS + "/pat-1").json().path("data").path("a").asInt())
                .isEqualTo(2);
        assertThat(client.get(PATIENTS + "/pat-2").status()).isEqualTo(404);
    }

    @Test
    void tokens_become_the_ids_that_are_chosen() throws Exception {
        // When
        RegistryClient.Reply reply = client.post(
                BUNDLE,
                bundle(
                        create("patient", "@rootId1") + ","
                                + create("doctor", "@rootId2").replace("{}", "{\"leads\":\"@rootId1\"}"),
                        seenBy("create", "@rootId1", "@rootId2")));

        // Then
        assertThat(reply.status()).isEqualTo(201);
        String patient = reply.bundle().operations().get(0).id();
        String doctor = reply.bundle().operations().get(1).id();
        assertThat(reply.bundle().operations().get(2).id()).isEqualTo(patient + "." + doctor);
        assertThat(client.get(SOURCE + "/resources/doctor/" + doctor)
                        .json()
                        .path("data")
                        .path("leads")
                        .asText())
                .isEqualTo(patient);
    }

    @Test
    void bundle_with_an_asynchronous_type_is_accepted_and_done_whole_by_its_task() throws Exception {
        // When
        RegistryClient.Reply accepted =
                client.post(BUNDLE, bundle(upsert("letter", "let-1") + "," + upsert("patient", "pat-3"), ""));

        // Then
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.bundle().operations()).isEmpty();
        assertThat(client.get(PATIENTS + "/pat-3").status()).isEqualTo(404);
        clock.move(DELAY);
        assertThat(client.get(PATIENTS + "/pat-3").status()).isEqualTo(200);
        assertThat(sandbox.stored("clinic-north", "letter")).isEqualTo(1);
    }

    @Test
    void receipts_of_an_accepted_bundle_that_fails_tell_the_cause_and_what_was_cancelled() throws Exception {
        // Given
        String taskId = client.post(BUNDLE, bundle(upsert("letter", "let-1") + "," + delete("patient", "nobody"), ""))
                .bundle()
                .taskId();
        clock.move(DELAY);

        // When
        TaskReply task =
                client.get(SOURCE + "/tasks/" + taskId + "?withReceipts=true").task();

        // Then
        assertThat(task.status()).isEqualTo(TaskStatus.FAILURE);
        assertThat(task.receipts())
                .extracting(Receipt::status)
                .containsExactly(TaskStatus.CANCELLED, TaskStatus.FAILURE);
        assertThat(sandbox.stored("clinic-north", "letter")).isZero();
    }
}
