package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bulk task whose writes end in ways of their own, told in another order than they were sent. */
class BulkReceiptsIT {
    private static final String TASK = "bk_2wil2vg5uqi08x1aet097gLW8DO";
    private static final List<String> PATIENTS =
            List.of("stored", "refused", "in-review", "not-told-stored", "not-told-gone", "twice", "contradicted");

    @TempDir
    private Path config;

    @Test
    void eachEntryHasTheEndOfItsOwnWrite() throws Exception {
        try (BytesRegistry registry = new BytesRegistry();
                GatewayUnderTest gateway = GatewayUnderTest.before(
                        config,
                        registry.url(),
                        "gateway.delivery.mode=bulk",
                        "gateway.delivery.bulk-wait=5s",
                        "gateway.follow-up.first-poll=20ms",
                        "gateway.follow-up.longest-pause=100ms")) {
            // Given
            registry.goBy(BulkReceiptsIT::answer);

            // When
            BatchAnswer answer = gateway.put(MarkedPatients.batch(PATIENTS));

            // Then
            assertThat(answer.status()).isEqualTo(207);
            assertThat(answer.counts()).isEqualTo("persisted=4, accepted=1, unchanged=0, failed=2");
            for (int stored : List.of(0, 3, 5, 6)) {
                assertThat(answer.json().get(stored).path("resourceType").asText())
                        .as(PATIENTS.get(stored))
                        .isEqualTo("Patient");
            }
            for (int failed : List.of(1, 4)) {
                assertThat(answer.json().get(failed).path("resourceType").asText())
                        .as(PATIENTS.get(failed))
                        .isEqualTo("OperationOutcome");
            }
            assertThat(answer.json().at("/1/issue/0/details/coding/0/code").asText())
                    .isEqualTo("registry-refused");
            BatchAnswer status = gateway.ask(answer.header("Content-Location"));
            assertThat(status.status())
                    .as("what waits for a reviewer may take any time")
                    .isEqualTo(200);
            assertThat(status.json().at("/results/2").toString()).contains("ACCEPTED", "reviewer");
            assertThat(status.counts()).isEqualTo(answer.counts());
        }
    }

    private static boolean answer(BytesRegistry.Call call, BytesRegistry registry, OutputStream out)
            throws IOException {
        if (call.path().endsWith("/bulk")) {
            for (JsonNode operation : BatchAnswer.JSON.readTree(call.body()).path("operations")) {
                store(registry, operation.path("upsert"));
            }
            out.write(
                    HttpBytes.answer(202, "application/json", "{\"status\":\"ACCEPTED\",\"taskId\":\"" + TASK + "\"}"));
            return true;
        }
        if (call.path().contains("/tasks/")) {
            out.write(HttpBytes.answer(200, "application/json", task().toString()));
            return true;
        }
        return false;
    }

    private static void store(BytesRegistry registry, JsonNode upsert) throws IOException {
        String id = upsert.path("id").asText();
        if (List.of("stored", "not-told-stored", "twice", "contradicted").contains(id)) {
            ObjectNode record = upsert.deepCopy();
            record.remove(List.of("id", "type"));
            registry.store(
                    new BytesRegistry.Call("PUT", "/sources/default/v1/resources/patient/" + id, record.toString()));
        }
    }

    private static ObjectNode task() {
        ObjectNode task =
                BatchAnswer.JSON.createObjectNode().put("taskId", TASK).put("status", "FAILURE");
        ArrayNode receipts = task.putArray("receipts");
        receipt(receipts, "twice", "SUCCESS");
        receipt(receipts, "contradicted", "FAILURE");
        receipt(receipts, "in-review", "SUCCESS")
                .putObject("pipelineExecution")
                .put("id", "pipe-1")
                .put("status", "IN_REVIEW");
        receipt(receipts, "never-sent", "FAILURE");
        receipt(receipts, "refused", "FAILURE")
                .putObject("error")
                .put("code", 400)
                .put("type", "INVALID_ARGUMENT")
                .put("message", "not like this");
        receipt(receipts, "twice", "SUCCESS");
        receipt(receipts, "contradicted", "SUCCESS");
        receipt(receipts, "stored", "SUCCESS");
        return task;
    }

    private static ObjectNode receipt(ArrayNode receipts, String id, String status) {
        return receipts.addObject()
                .put("taskId", TASK)
                .put("action", "UPSERT")
                .put("status", status)
                .put("targetType", "RESOURCE")
                .put("type", "patient")
                .put("id", id)
                .put("completedAt", "2026-01-02T03:04:05.000Z");
    }
}
