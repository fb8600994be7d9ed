package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway that is killed between any two steps of a batch, and started again on the same ledger and registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledAtEachStepIT {
    /** Two records, a relationship between them, an entry that is refused, and one whose task is still open. */
    private static final String BATCH =
            """
            [{"resourceType":"Organization","id":"o-1","name":"Zz clinic"},
             {"resourceType":"Patient","id":"p-1","managingOrganization":{"reference":"Organization/o-1"}},
             {"resourceType":"Patient","id":"p-2","birthDate":"Zz"},
             {"resourceType":"Encounter","id":"e-1","status":"planned","class":{"code":"AMB"}}]""";

    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, String> created = new HashMap<>();

    @TempDir
    private static Path config;

    private Sandbox registry;
    private Set<String> steps;

    @BeforeAll
    void deliverOnce() throws Exception {
        KillAtStep.begin();
        registry = Sandbox.start(SandboxOptions.defaults()
                .withPort(0)
                .withAsyncTypes(Set.of("encounter"))
                .withTaskDelay(Duration.ofMillis(100)));
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, settings(KillAtStep.BEAN))) {
            take(gateway.put(BATCH)); // the records are made
            take(gateway.put(BATCH)); // they are there
            await().until(() -> openTasks(gateway) == 0);
        }
        steps = KillAtStep.passed();
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    Stream<String> steps() {
        return steps.stream();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void nothingThatWasToldIsForgotten(String step) throws Exception {
        // When
        try (KilledGateway killed =
                KilledGateway.start(config, settings(KillAtStep.BEAN, "camel.beans.killer.step=" + step))) {
            killed.put(BATCH).ifPresent(this::take);
            assertThat(killed.exitCode()).isEqualTo(KillAtStep.STATUS);
        }

        // Then
        try (GatewayUnderTest again = GatewayUnderTest.start(config, settings())) {
            take(again.put(BATCH));
            assertThat(openBatches(again)).isZero();
            await().until(() -> openTasks(again) == 0);
        }
    }

    /** Versions have grown, and the times of creation are those of the first delivery. */
    private void take(BatchAnswer answer) {
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.counts()).isEqualTo("persisted=2, accepted=1, unchanged=0, failed=1");
        for (JsonNode slot : List.of(answer.slots().get(0), answer.slots().get(1))) {
            String id = slot.path("id").asText();
            long version = slot.at("/meta/versionId").asLong();
            assertThat(version).isGreaterThan(versions.getOrDefault(id, 0L));
            versions.put(id, version);
            String time = slot.at("/meta/createdAt").asText();
            assertThat(time).isNotEmpty().isEqualTo(created.computeIfAbsent(id, first -> time));
        }
    }

    private static long openBatches(GatewayUnderTest gateway) {
        return gateway.gateway().ledger().reader().read(handle -> handle.createQuery(
                        "SELECT count(*) FROM batch WHERE state = 'open'")
                .map((row, context) -> row.getLong(1))
                .one());
    }

    private static long openTasks(GatewayUnderTest gateway) {
        return gateway.gateway().ledger().tasks().count().tasks();
    }

    private String[] settings(String... more) {
        return Stream.concat(
                        Stream.of(
                                "gateway.mode=development",
                                "gateway.registry.url=" + registry.url(),
                                "gateway.registry.api-key=sandbox"),
                        Stream.of(more))
                .toArray(String[]::new);
    }
}
