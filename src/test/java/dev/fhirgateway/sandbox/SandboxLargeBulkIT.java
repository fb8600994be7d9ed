package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxLargeBulkIT {
    private static final String SOURCE = "/sources/clinic-north/v1";
    private static final int OPERATIONS = 50_000;
    /** Some records come twice, so that the order of the operations shows. */
    private static final int RECORDS = 40_000;

    @TempDir
    Path folder;

    @Test
    void fiftyThousandOperationsAreDoneInOrderInLittleMemory() throws Exception {
        try (SandboxProcess sandbox = SandboxProcess.withHeap("512m")) {
            assertDoneInOrder(sandbox.client());
        }
    }

    @Test
    void andSoTheyAreWhenTheyGoToAFile() throws Exception {
        String store = folder.resolve("sandbox.db").toString();
        try (SandboxProcess sandbox = SandboxProcess.withHeap("512m", "--store", store)) {
            assertDoneInOrder(sandbox.client());
        }
    }

    private static void assertDoneInOrder(RegistryClient client) throws Exception {
        // Given
        String filling = "x".repeat(800);
        String body = IntStream.range(0, OPERATIONS)
                .mapToObj(i -> "{\"action\":\"UPSERT\",\"upsert\":{\"id\":\"" + id(i)
                        + "\",\"type\":\"patient\",\"data\":{\"n\":" + i + ",\"filling\":\"" + filling + "\"}}}")
                .collect(Collectors.joining(",", "{\"operations\":[", "]}"));

        // When
        RegistryClient.Reply accepted = client.post(SOURCE + "/resources/bulk", body);
        String path = SOURCE + "/tasks/" + accepted.bulk().taskId();

        // Then
        assertThat(accepted.status()).isEqualTo(202);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(client.get(path).task().status()).isEqualTo(TaskStatus.SUCCESS));
        TaskReply done = client.get(path + "?withReceipts=true").task();
        List<String> ids = new ArrayList<>();
        for (Receipt receipt : done.receipts()) {
            assertThat(receipt.status()).isEqualTo(TaskStatus.SUCCESS);
            ids.add(receipt.id());
        }
        assertThat(ids)
                .isEqualTo(IntStream.range(0, OPERATIONS)
                        .mapToObj(SandboxLargeBulkIT::id)
                        .toList());
        for (int record : new int[] {0, OPERATIONS - RECORDS - 1, OPERATIONS - RECORDS, RECORDS - 1}) {
            int last = record + RECORDS < OPERATIONS ? record + RECORDS : record;
            assertThat(client.get(SOURCE + "/resources/patient/" + id(record))
                            .json()
                            .path("data")
                            .path("n")
                            .asInt())
                    .isEqualTo(last);
        }
    }

    private static String id(int operation) {
        return "pat-" + operation % RECORDS;
    }
}
