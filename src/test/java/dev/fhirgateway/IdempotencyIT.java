package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch with an Idempotency-Key is delivered once, and answered the same way as often as it comes. */
class IdempotencyIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String KEY = "Idempotency-Key";
    private static final List<String> SAME = List.of(
            "X-Batch-Id", "X-Batch-Counts", "X-Mapping-Versions", "X-Duplicates", "Content-Location", "Content-Type");

    @TempDir
    private Path config;

    private GatewayUnderTest gateway;

    @BeforeEach
    void start() {
        gateway = GatewayUnderTest.start(
                config,
                "sandbox.store=" + config.resolve("registry.db"),
                "gateway.delivery.max-tries=1",
                "gateway.duplicates=last-wins");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static final String MIXED = "[" + MarkedPatients.patient("p-1") + ",{\"resourceType\":\"Patient\"},"
            + MarkedPatients.patient("p-2").replace("Zzmarker", "Zz\u00e9") + "," + MarkedPatients.patient("p-1") + "]";

    @Test
    void anEmptyBatchIsAnotherBatchToo() throws Exception {
        gateway.put(MIXED, KEY, "Zzkey-empty");

        BatchAnswer empty = gateway.put("[]", KEY, "Zzkey-empty");

        assertThat(empty.status()).isEqualTo(422);
        assertThat(gateway.put("[]", KEY, "Zzkey-new").status()).isEqualTo(200);
    }

    @Test
    void theAnswerIsTheSameByteByByteAndNothingIsSentAgainAlsoAfterARestart() throws Exception {
        for (String preference : List.of("return=representation", "return=minimal")) {
            // Given
            gateway.sandbox().trouble(TroubleScript.read("{id: p-2, task: on-time, nth: 1, per: record}"));
            BatchAnswer first = gateway.put(MIXED, KEY, "Zzkey-" + preference, "Prefer", preference);

            // When
            stop();
            start();
            SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.none());
            BatchAnswer second = gateway.put(MIXED, KEY, "Zzkey-" + preference, "Prefer", preference);

            // Then
            assertThat(second.status()).isEqualTo(first.status()).isEqualTo(207);
            assertThat(second.text()).isEqualTo(first.text());
            for (String header : SAME) {
                assertThat(second.header(header)).as(header).isEqualTo(first.header(header));
            }
            assertThat(calls.all().stream().filter(call -> call.method().equals("PUT")))
                    .isEmpty();
            assertThat(gateway.get("/observe/metrics"))
                    .contains("gateway_batches_total{kind=\"repeated\",status=\"207\"} 1.0")
                    .doesNotContain("gateway_entries_total{");
        }
    }

    @Test
    void aKeyStandsForOneBatchAndOneFormOfAnswer() throws Exception {
        // Given
        gateway.put(MIXED, KEY, "Zzkey");
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.none());

        // When
        BatchAnswer other = gateway.put(MIXED.replace("Ada", "Eve"), KEY, "Zzkey");
        BatchAnswer form = gateway.put(MIXED, KEY, "Zzkey", "Prefer", "return=minimal");

        // Then
        assertThat(List.of(other.status(), form.status())).containsOnly(422);
        assertThat(other.text())
                .contains("OperationOutcome", "a new batch needs a new key")
                .doesNotContain("Eve", "Zzkey");
        assertThat(calls.all()).isEmpty();
        assertThat(gateway.put(MIXED, KEY, "Zzkey-2").status()).isEqualTo(207);
    }

    @Test
    void whileItIsInWorkTheSameRequestIsToldToComeLater() throws Exception {
        // Given
        gateway.sandbox().trouble(TroubleScript.read("{id: p-1, latency: 3s}"));
        CompletableFuture<BatchAnswer> running = CompletableFuture.supplyAsync(() -> put(MIXED, "Zzkey"));
        await().atMost(PATIENCE).until(() -> !gateway.sandbox().received().isEmpty());

        // When
        BatchAnswer same = gateway.put(MIXED, KEY, "Zzkey");
        BatchAnswer other = gateway.put("[" + MarkedPatients.patient("p-9") + "]", KEY, "Zzkey");

        // Then
        assertThat(same.status()).isEqualTo(409);
        assertThat(same.header("Retry-After")).isEqualTo("5");
        assertThat(other.status()).isEqualTo(422);
        BatchAnswer first = running.get();
        assertThat(gateway.put(MIXED, KEY, "Zzkey").text()).isEqualTo(first.text());
    }

    @Test
    void anAnswerThatAsksForAResendIsNotRemembered() throws Exception {
        // Given
        gateway.sandbox().trouble(TroubleScript.read("{id: p-1, nth: 1, status: 503}"));

        // When
        BatchAnswer first = gateway.put(MarkedPatients.batch(List.of("p-1", "p-2")), KEY, "Zzkey");

        // Then
        assertThat(first.status()).isEqualTo(207);
        assertThat(gateway.put(MarkedPatients.batch(List.of("p-1", "p-2")), KEY, "Zzkey")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsNoKeyIsRefusedBeforeTheBodyIsRead() throws Exception {
        for (String bad : Stream.of("Z".repeat(256), "\t").toList()) {
            BatchAnswer answer = gateway.put(MIXED, KEY, bad);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("Idempotency-Key has to be");
        }
    }

    @Test
    void nothingOfTheResourcesIsKept() throws Exception {
        // Given
        gateway.put(MIXED, KEY, "Zzkey");

        // When
        List<Map<String, Object>> kept = gateway.gateway().ledger().reader().read(handle -> handle.createQuery(
                        "SELECT key, content, results FROM idempotency")
                .mapToMap()
                .list());

        // Then
        assertThat(kept).hasSize(1);
        assertThat(new String((byte[]) kept.get(0).get("results"), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("Zzmarker", "Ada", "p-1");
    }

    private BatchAnswer put(String batch, String key) {
        try {
            return gateway.put(batch, KEY, key);
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
