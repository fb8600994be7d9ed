package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.BulkReply;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.registry.WriteStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SandboxBulkTest extends SandboxCase {
    private static final String BULK = "/sources/clinic-north/v1/resources/bulk";
    private static final String TASKS = "/sources/clinic-north/v1/tasks/";
    private static final Duration DELAY = Duration.ofSeconds(2);

    @Test
    void request_is_accepted_and_shows_nothing_until_its_task_is_done() throws Exception {
        // When
        RegistryClient.Reply accepted = client.post(BULK, operations(upsert("pat-1")));
        BulkReply reply = accepted.bulk();

        // Then
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(reply.taskId()).startsWith("bk_");
        assertThat(reply.status()).isEqualTo(WriteStatus.ACCEPTED);
        assertThat(accepted.json().path("bulkId").asText()).isEqualTo(reply.taskId());
        assertThat(sandbox.stored("clinic-north", "patient")).isZero();
        assertThat(client.get(BULK + "/" + reply.bulkId()).text()).isEqualTo("{\"status\":\"PENDING\"}");

        // When
        clock.move(DELAY);

        // Then
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(1);
        assertThat(client.get(BULK + "/" + reply.bulkId()).text()).isEqualTo("{\"status\":\"SUCCESS\"}");
        assertThat(client.get(TASKS + reply.taskId()).task())
                .isEqualTo(new TaskReply(reply.taskId(), TaskStatus.SUCCESS, List.of()));
    }

    @Test
    void operations_are_done_in_order_and_each_for_itself() throws Exception {
        // When
        TaskReply task = carriedOut(operations(
                "{\"action\":\"CREATE\",\"create\":{\"id\":\"pat-1\",\"type\":\"patient\",\"data\":{\"a\":1}}}",
                "{\"action\":\"CREATE\",\"create\":{\"id\":\"pat-1\",\"type\":\"patient\",\"data\":{\"a\":2}}}",
                "{\"action\":\"DELETE\",\"delete\":{\"id\":\"nobody\",\"type\":\"patient\"}}",
                "{\"action\":\"UPSERT\",\"upsert\":{\"id\":\"pat-1\",\"type\":\"patient\",\"data\":{\"a\":3}}}",
                "{\"action\":\"CREATE\",\"create\":{\"type\":\"encounter\",\"data\":{}}}"));

        // Then
        assertThat(task.status()).isEqualTo(TaskStatus.FAILURE);
        assertThat(task.receipts())
                .extracting(Receipt::status)
                .containsExactly(
                        TaskStatus.SUCCESS,
                        TaskStatus.FAILURE,
                        TaskStatus.FAILURE,
                        TaskStatus.SUCCESS,
                        TaskStatus.SUCCESS);
        assertThat(task.receipts().get(1).error().type()).isEqualTo(ErrorType.ALREADY_EXISTS);
        assertThat(task.receipts().get(2).error().type()).isEqualTo(ErrorType.NOT_FOUND);
        assertThat(client.get(PATIENTS + "/pat-1").json().path("data").path("a").asInt())
                .isEqualTo(3);
        String made = task.receipts().get(4).id();
        assertThat(client.get("/sources/clinic-north/v1/resources/encounter/" + made)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void operation_that_a_single_write_would_be_refused_for_fails_alone() throws Exception {
        // When
        TaskReply task = carriedOut(operations(
                upsert("a.b"),
                "{\"action\":\"UPSERT\",\"upsert\":{\"id\":\"pat-2\",\"type\":\"bulk\",\"data\":{}}}",
                "{\"action\":\"UPSERT\",\"upsert\":{\"id\":\"pat-3\",\"type\":\"patient\",\"data\":{},"
                        + "\"meta\":{\"identifier\":[{\"system\":\"mdm\",\"value\":\"Zzmarker\"}]}}}",
                upsert("pat-4")));

        // Then
        assertThat(task.receipts().stream().limit(3))
                .allSatisfy(receipt -> assertThat(receipt.error().type()).isEqualTo(ErrorType.INVALID_ARGUMENT));
        assertThat(task.receipts().get(0).error().details().get(0).message()).startsWith("id: does not match");
        assertThat(task.receipts().get(3).status()).isEqualTo(TaskStatus.SUCCESS);
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(1);
    }

    @Test
    @Timeout(30)
    void fifty_thousand_operations_are_done_and_receipted_in_order() throws Exception {
        // Given
        int count = 50_000;
        String body = IntStream.range(0, count)
                .mapToObj(i -> upsert("pat-" + i))
                .collect(Collectors.joining(",", "{\"operations\":[", "]}"));

        // When
        String bulkId = client.post(BULK, body).bulk().bulkId();
        clock.move(DELAY);
        List<Receipt> receipts =
                client.get(BULK + "/" + bulkId + "?withReceipts=true").task().receipts();

        // Then
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(count);
        assertThat(receipts.stream().map(Receipt::id))
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(i -> "pat-" + i).toList());
        assertThat(receipts).allMatch(receipt -> receipt.status() == TaskStatus.SUCCESS);
    }

    private TaskReply carriedOut(String body) throws Exception {
        String bulkId = client.post(BULK, body).bulk().bulkId();
        clock.move(DELAY);
        return client.get(BULK + "/" + bulkId + "?withReceipts=true").task();
    }

    private static String operations(String... operations) {
        return "{\"operations\":[" + String.join(",", operations) + "]}";
    }

    private static String upsert(String id) {
        return "{\"action\":\"UPSERT\",\"upsert\":{\"id\":\"" + id + "\",\"type\":\"patient\",\"data\":{\"a\":1}}}";
    }
}
