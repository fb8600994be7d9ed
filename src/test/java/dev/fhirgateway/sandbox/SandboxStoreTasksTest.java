package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@OnFile
class SandboxStoreTasksTest extends BatchCase {
    private static final String SEEN_BY = SOURCE + "/relationships/seenBy";
    private static final String TASKS = SOURCE + "/tasks/";

    @Override
    SandboxOptions options() {
        return super.options().withAsyncTypes(Set.of("visit")).withTaskDelay(DELAY);
    }

    @Test
    void what_was_accepted_is_done_after_a_restart_in_its_order_and_at_its_time() throws Exception {
        // Given
        storePeople();
        String bulkId = bulk(
                upsert("patient", "pat-3"),
                create("patient", "pat-1"),
                delete("patient", "pat-2"),
                upsert("patient", "_not-an-id"),
                "{\"action\":\"CREATE\",\"create\":{\"type\":\"patient\",\"data\":{\"empty\":{},\"nothing\":null}}}");
        TaskReply pending = client.get(TASKS + bulkId + "?withReceipts=true").task();
        String single = client.put(SOURCE + "/resources/visit/visit-1", "{\"data\":{\"n\":1}}")
                .write()
                .taskId();

        // When
        restart();

        // Then
        assertThat(client.get(TASKS + bulkId + "?withReceipts=true").task()).isEqualTo(pending);
        assertThat(client.get(PATIENTS + "/pat-3").status()).isEqualTo(404);

        // When
        clock.move(DELAY);
        TaskReply done = client.get(TASKS + bulkId + "?withReceipts=true").task();

        // Then
        assertThat(done.receipts())
                .extracting(Receipt::status)
                .containsExactly(
                        TaskStatus.SUCCESS,
                        TaskStatus.FAILURE,
                        TaskStatus.SUCCESS,
                        TaskStatus.FAILURE,
                        TaskStatus.SUCCESS);
        assertThat(done.receipts())
                .extracting(Receipt::id)
                .isEqualTo(pending.receipts().stream().map(Receipt::id).toList());
        String chosen = done.receipts().get(4).id();
        assertThat(client.get(PATIENTS + "/" + chosen).json().path("data"))
                .isEqualTo(json("{\"empty\":{},\"nothing\":null}"));
        assertThat(client.get(TASKS + single).task().status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(client.get(SOURCE + "/resources/visit/visit-1").status()).isEqualTo(200);

        // When
        restart();

        // Then
        assertThat(client.get(TASKS + bulkId + "?withReceipts=true").task()).isEqualTo(done);
    }

    @Test
    void every_kind_of_work_can_wait_in_the_file() throws Exception {
        // Given
        storePeople();
        client.post(RELATIONSHIPS_BULK, "{\"operations\":[" + seenBy("create", "pat-1", "doc-1") + "]}");
        clock.move(DELAY);
        String late = "task=late(90s)";
        List<String> tasks = new ArrayList<>();

        // When
        tasks.add(client.callWithFault(
                        "PATCH", SEEN_BY + "/pat-1.doc-1", "[{\"path\":\"/note\",\"value\":\"new\"}]", late)
                .write()
                .taskId());
        tasks.add(client.putWithFault(PATIENTS + "/pat-1/visits/v-1", "{\"type\":\"visit\",\"data\":{\"n\":1}}", late)
                .write()
                .taskId());
        tasks.add(client.callWithFault(
                        "POST", BUNDLE, bundle(upsert("patient", "pat-4"), seenBy("upsert", "pat-4", "doc-1")), late)
                .json()
                .path("taskId")
                .asText());
        tasks.add(client.post(PURGE, purge("RESOURCES", "doctor"))
                .json()
                .path("taskId")
                .asText());
        tasks.add(client.putWithFault(PATIENTS + "/pat-5", "{\"data\":{}}", "task=fails(OUT_OF_RANGE)")
                .write()
                .taskId());
        tasks.add(client.putWithFault(PATIENTS + "/pat-6", "{\"data\":{}}", "task=rejected")
                .write()
                .taskId());
        tasks.add(client.putWithFault(PATIENTS + "/pat-7", "{\"data\":{}}", "task=in-review")
                .write()
                .taskId());
        List<TaskReply> before = tasks(tasks);
        restart();

        // Then
        assertThat(tasks(tasks)).isEqualTo(before);

        // When
        clock.move(Duration.ofSeconds(91));

        // Then
        assertThat(tasks(tasks))
                .extracting(TaskReply::status)
                .containsExactly(
                        TaskStatus.FAILURE,
                        TaskStatus.SUCCESS,
                        TaskStatus.FAILURE,
                        TaskStatus.SUCCESS,
                        TaskStatus.FAILURE,
                        TaskStatus.SUCCESS,
                        TaskStatus.PENDING);
        assertThat(client.get(SOURCE + "/resources/doctor").json().path("count").asInt())
                .isZero();
        assertThat(client.get(PATIENTS + "/pat-1").text()).contains("patient/pat-1/visits/v-1");
    }

    private String bulk(String... operations) throws Exception {
        return client.post(SOURCE + "/resources/bulk", "{\"operations\":[" + String.join(",", operations) + "]}")
                .bulk()
                .taskId();
    }

    private List<TaskReply> tasks(List<String> ids) throws Exception {
        List<TaskReply> found = new ArrayList<>();
        for (String id : ids) {
            found.add(client.get(TASKS + id + "?withReceipts=true").task());
        }
        return found;
    }

    private static JsonNode json(String text) {
        return RegistryJson.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
