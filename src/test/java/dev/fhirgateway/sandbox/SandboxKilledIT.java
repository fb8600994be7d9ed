package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.registry.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxKilledIT {
    private static final String SOURCE = "/sources/clinic-north/v1";
    private static final int KILLS = 3;
    private static final int WRITERS = 4;
    private static final int ANSWERS_BEFORE_THE_KILL = 200;

    @TempDir
    Path folder;

    /** What the sandbox said about each record before it was killed. */
    private final Map<String, String> persisted = new ConcurrentHashMap<>();

    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    @Test
    void what_was_answered_is_there_however_often_the_process_is_killed() throws Exception {
        // Given
        for (int i = 0; i < KILLS; i++) {
            writeUntilKilled();
        }

        // When
        try (SandboxProcess sandbox = start()) {
            RegistryClient client = sandbox.client();

            // Then
            assertThat(persisted).hasSizeGreaterThan(KILLS * ANSWERS_BEFORE_THE_KILL / 2);
            for (Map.Entry<String, String> record : persisted.entrySet()) {
                assertThat(client.get(record.getKey()).json().path("data").path("n").asText())
                        .as(record.getKey())
                        .isEqualTo(record.getValue());
            }
            assertThat(accepted).isNotEmpty();
            for (Map.Entry<String, String> task : accepted.entrySet()) {
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                                client.get(SOURCE + "/tasks/" + task.getKey())
                                        .task()
                                        .status())
                        .isEqualTo(TaskStatus.SUCCESS));
                assertThat(client.get(task.getValue()).status()).isEqualTo(200);
            }
        }
    }

    private SandboxProcess start() throws IOException {
        return SandboxProcess.start(
                "--store", folder.resolve("sandbox.db").toString(), "--async", "visit", "--task-delay", "300ms");
    }

    private void writeUntilKilled() throws Exception {
        try (SandboxProcess sandbox = start()) {
            CountDownLatch answers = new CountDownLatch(ANSWERS_BEFORE_THE_KILL);
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            IntStream.range(0, WRITERS)
                    .forEach(i -> writers.add(CompletableFuture.runAsync(() -> write(sandbox.client(), answers))));
            answers.await();
            sandbox.kill();
            writers.forEach(CompletableFuture::join);
        }
    }

    /** Writes one record after the other, each a second time, until nobody answers any more. */
    private void write(RegistryClient client, CountDownLatch answers) {
        try {
            while (true) {
                int n = next.incrementAndGet();
                boolean visit = n % 3 == 0;
                String path = SOURCE + "/resources/" + (visit ? "visit/visit-" : "patient/pat-") + n;
                for (String data : List.of("first", "second")) {
                    RegistryClient.Reply reply = client.put(path, "{\"data\":{\"n\":\"" + data + "\"}}");
                    if (visit) {
                        accepted.put(reply.write().taskId(), path);
                    } else {
                        persisted.put(path, data);
                    }
                    answers.countDown();
                }
            }
        } catch (IOException killed) {
            // The end of the round: this write was not answered, so it may be there or not.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (dev.fhirgateway.registry.UnreadableReply e) {
            throw new AssertionError(e);
        }
    }
}
