package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.registry.TaskStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxKilledIT {
    private static final String SOURCE = "/sources/clinic-north/v1";
    private static final int KILLS = 3;
    private static final int WRITERS = 4;
    private static final int ANSWERS_BEFORE_THE_KILL = 200;

    @TempDir
    Path folder;

    /** What of each record was sent last, whether it was answered or not. */
    private final Map<String, String> sent = new ConcurrentHashMap<>();

    /** What of each record was answered last. */
    private final Map<String, String> persisted = new ConcurrentHashMap<>();

    /** The path of each task. */
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
            assertThat(persisted).hasSizeGreaterThan(ANSWERS_BEFORE_THE_KILL / 2);
            for (Map.Entry<String, String> record : persisted.entrySet()) {
                assertThat(client.get(record.getKey())
                                .json()
                                .path("data")
                                .path("n")
                                .asText())
                        .as(record.getKey())
                        .isIn(record.getValue(), sent.get(record.getKey()));
            }
            assertThat(accepted).isNotEmpty();
            for (Map.Entry<String, String> task : accepted.entrySet()) {
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(client.get(SOURCE + "/tasks/" + task.getKey())
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
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            List<Callable<Boolean>> writers = Collections.nCopies(WRITERS, () -> write(sandbox.client(), answers));
            List<Future<Boolean>> ends = new ArrayList<>();
            writers.forEach(writer -> ends.add(threads.submit(writer)));
            answers.await();
            sandbox.kill();
            for (Future<Boolean> end : ends) {
                assertThat(end.get()).isTrue();
            }
            threads.shutdown();
        }
    }

    /** Writes one record after the other, each a second time, until nobody answers any more. */
    private boolean write(RegistryClient client, CountDownLatch answers) throws Exception {
        try {
            while (true) {
                int n = next.incrementAndGet();
                boolean visit = n % 3 == 0;
                String path = SOURCE + "/resources/" + (visit ? "visit/visit-" : "patient/pat-") + n;
                for (String data : List.of("first", "second")) {
                    sent.put(path, data);
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
            // This write was not answered, so it may be there or not.
            return true;
        }
    }
}
