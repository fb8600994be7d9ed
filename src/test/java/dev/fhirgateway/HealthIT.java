package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.Sandbox;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an orchestrator asks, and that it is answered however busy the gateway is. */
class HealthIT {
    @TempDir
    static Path config;

    private static Gateway gateway;
    private static Sandbox registry;
    private static Ehr ehr;

    @BeforeAll
    static void start() {
        gateway = Ehr.gateway(config);
        registry = Objects.requireNonNull(gateway.sandbox());
        ehr = Ehr.of(gateway);
    }

    @AfterEach
    void noMoreTrouble() {
        registry.faults(FaultPlan.none());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/observe/health", "/observe/health/live", "/observe/health/ready"})
    void aRunningGatewayIsUp(String path) throws Exception {
        HttpResponse<String> answer = ehr.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"status\":\"UP\"");
    }

    @Test
    void readinessNamesTheFrontDoorAndTheOperatorsRoutes() throws Exception {
        assertThat(ehr.get("/observe/health/ready").body()).contains("route:http-upsert-batch", "user-routes");
        assertThat(ehr.get("/observe/health/live").body()).doesNotContain("user-routes");
    }

    @Test
    void aBrokenMappingIsToldUntilItIsMendedAndTheGatewayStaysReady() throws Exception {
        // Given
        Path mapping = Files.createDirectories(config.resolve("mappings")).resolve("Basic.jslt");

        // When
        Files.writeString(mapping, "{\n  \"resources\": @}");

        // Then
        awaitReadiness(body -> assertThat(body)
                .startsWith("{\"status\":\"UP\"")
                .contains("Basic.jslt, line 2, column 16: unexpected @"));
        Files.delete(mapping);
        awaitReadiness(body -> assertThat(body).contains("mappings").doesNotContain("Basic.jslt"));
    }

    private static void awaitReadiness(ThrowingConsumer<String> told) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> told.acceptThrows(
                        ehr.get("/observe/health/ready?data=true").body()));
    }

    @Test
    void manyBatchesAtOnceAreAllAnsweredAndHealthDoesNotWaitForThem() throws Exception {
        registry.faults(FaultPlan.always(new Fault.Delay(Duration.ofSeconds(2))));
        List<CompletableFuture<HttpResponse<String>>> batches = IntStream.range(0, 60)
                .mapToObj(i -> ehr.putLater(Ehr.patient("many-" + i)))
                .toList();

        HttpResponse<String> health = ehr.get("/observe/health/live");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(batches).noneMatch(CompletableFuture::isDone);
        assertThat(batches)
                .allSatisfy(batch -> assertThat(batch.get().statusCode()).isEqualTo(200));
    }
}
