package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.ledger.LedgerWriter;
import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway knows after a restart, and what it does when it cannot know. */
class LedgerIT {
    /** More than fits into the room that a page has left. */
    private static final String BATCH = MarkedPatients.batch(MarkedPatients.ids("p", 300));

    @TempDir
    private Path config;

    private GatewayUnderTest gateway;

    @BeforeEach
    void start() {
        gateway = GatewayUnderTest.start(config, "sandbox.store=" + config.resolve("sandbox.db"));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void versionsGrowAndTheTimeOfCreationStaysAcrossARestart() throws Exception {
        List<JsonNode> before = gateway.put(BATCH).slots();

        stop();
        start();
        List<JsonNode> after = gateway.put(BATCH).slots();

        for (int i = 0; i < before.size(); i++) {
            assertThat(version(after.get(i))).isGreaterThan(version(before.get(i)));
            assertThat(created(after.get(i))).isNotEmpty().isEqualTo(created(before.get(i)));
        }
    }

    @Test
    void whatCannotBeRecordedIsNotSent() throws Exception {
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.none());
        leaveNoRoom();

        BatchAnswer refused = gateway.put(BATCH);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(BatchAnswer.diagnostics(refused.json()))
                .isEqualTo("nothing was sent, because it could not be recorded (the ledger: the disk is full); a resend"
                        + " is safe");
        assertThat(calls.all()).isEmpty();
        await().until(() -> !gateway.get("/observe/health").contains("\"DOWN\""));
        assertThat(gateway.put(BATCH).status()).isEqualTo(200);
    }

    @Test
    void healthIsDownWhileNothingCanBeRecorded() throws Exception {
        LedgerWriter writer = gateway.gateway().ledger().writer();
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Integer> failing = writer.write(handle -> {
                    handle.execute("PRAGMA max_page_count = 1");
                    return handle.execute("CREATE TABLE zz (zz TEXT)");
                })
                .toCompletableFuture();
        CompletableFuture<Boolean> behind =
                writer.write(handle -> awaited(asked)).toCompletableFuture();

        await().until(failing::isCompletedExceptionally);
        String health = gateway.get("/observe/health");
        asked.countDown();

        assertThat(health).contains("\"DOWN\"", "the disk is full");
        assertThat(behind.join()).isTrue();
        await().until(() -> !gateway.get("/observe/health").contains("\"DOWN\""));
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void whatWasSentAndCannotBeRecordedIsNotAnsweredAsStored() throws Exception {
        SandboxCalls calls =
                SandboxCalls.meeting(gateway.sandbox(), FaultPlan.always(new Fault.Delay(Duration.ofMillis(300))));
        CompletableFuture<BatchAnswer> answer =
                gateway.putLater(MarkedPatients.batch(MarkedPatients.ids("p", 100))); // written at its end as a whole
        await().until(() -> !calls.all().isEmpty());

        leaveNoRoom();

        BatchAnswer refused = answer.join();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(BatchAnswer.diagnostics(refused.json()))
                .isEqualTo("what the registry took could not be recorded (the ledger: the disk is full); a resend is"
                        + " safe");
        await().until(() -> !gateway.get("/observe/health").contains("\"DOWN\""));
        assertThat(gateway.put(BATCH).status()).isEqualTo(200);
    }

    /** For as long as the connection lasts, which is until the first write that finds no room. */
    private void leaveNoRoom() {
        gateway.gateway()
                .ledger()
                .writer()
                .write(handle -> handle.createQuery("PRAGMA max_page_count = 1")
                        .map((row, context) -> row.getLong(1))
                        .one())
                .toCompletableFuture()
                .join();
    }

    private static long version(JsonNode slot) {
        return slot.at("/meta/versionId").asLong();
    }

    private static String created(JsonNode slot) {
        return slot.at("/meta/createdAt").asText();
    }
}
