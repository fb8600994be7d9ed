package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the registry has already is not sent again, nor what is older, for the sources that want it. */
class RepetitionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SYNTHEA = Path.of("..", "shared", "data", "synthea-patients-300.ndjson");
    private static final String UNCHANGED = "gateway.delivery.skip-unchanged=default";
    private static final String OLDER = "gateway.delivery.skip-older=default";
    private static final String EPISODE =
            """
            {"resources": [{"type": "episode", "data": {"status": .status}}],
             "relationships": [{"type": "episodePatient", "to": {"reference": .patient}}]}""";

    @TempDir
    private Path config;

    private GatewayUnderTest gateway;

    private void start(String... settings) {
        gateway = GatewayUnderTest.start(
                config,
                Stream.concat(Stream.of("sandbox.store=" + config.resolve("registry.db")), Stream.of(settings))
                        .toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    static Stream<List<String>> feeds() throws IOException {
        List<String> own = MarkedPatients.ids("own", 20).stream()
                .map(MarkedPatients::patient)
                .map(patient -> patient.replace("}]}", "}],\"birthDate\":\"1980-01-02\"}"))
                .toList();
        return Files.exists(SYNTHEA) ? Stream.of(own, Files.readAllLines(SYNTHEA)) : Stream.of(own);
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void theSecondRunMakesNoCallAndAChangedDigitMakesOne(List<String> patients) throws Exception {
        // Given
        start(UNCHANGED);
        BatchAnswer first = gateway.put(patients.toString());
        gateway.close();
        start(UNCHANGED);
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.none());

        // When
        BatchAnswer second = gateway.put(patients.toString());

        // Then
        assertThat(calls.all()).isEmpty();
        assertThat(second.counts()).isEqualTo("persisted=0, accepted=0, unchanged=" + patients.size() + ", failed=0");
        JsonNode meta = second.slots().get(0).path("meta");
        assertThat(meta.path("tag").toString()).contains("UNCHANGED");
        assertThat(meta.path("versionId")).isEqualTo(first.slots().get(0).at("/meta/versionId"));

        // When
        BatchAnswer third = gateway.put(withAnotherYearOfBirth(patients.toString()));

        // Then
        assertThat(calls.all()).hasSize(1);
        assertThat(third.counts())
                .isEqualTo("persisted=1, accepted=0, unchanged=" + (patients.size() - 1) + ", failed=0");
    }

    private static String withAnotherYearOfBirth(String batch) {
        int digit = batch.indexOf('-', batch.indexOf("\"birthDate\"")) - 1;
        char other = batch.charAt(digit) == '0' ? '1' : '0';
        return batch.substring(0, digit) + other + batch.substring(digit + 1);
    }

    @Test
    void whoForcesItIsSentAndSoIsWhatWasDeliveredLongAgo() throws Exception {
        // Given
        start(UNCHANGED, "gateway.delivery.skip-unchanged-for=2s");
        String batch = MarkedPatients.batch(List.of("p-1"));
        gateway.put(batch);
        assertThat(gateway.put(batch).counts()).contains("unchanged=1");

        // Then
        assertThat(gateway.put(batch, "X-Force", "true").counts()).contains("persisted=1");
        assertThat(gateway.put(batch, "X-Force", "false").counts()).contains("unchanged=1");
        await().atMost(PATIENCE).until(() -> gateway.put(batch).counts().contains("persisted=1"));
    }

    @Test
    void whatIsNotKnownToBeThereIsSent() throws Exception {
        // Given
        start(UNCHANGED, "gateway.delivery.max-tries=1");
        String batch = MarkedPatients.batch(List.of("p-1"));
        gateway.put(batch);
        gateway.sandbox().trouble(TroubleScript.read("{id: p-1, nth: 1, status: 503}"));

        // When: another version is lost on its way
        BatchAnswer lost = gateway.put(batch.replace("Ada", "Grace"));

        // Then
        assertThat(lost.counts()).contains("failed=1");
        assertThat(gateway.put(batch).counts()).contains("persisted=1");
        gateway.sandbox().trouble(TroubleScript.read("{id: p-1, nth: 1, task: on-time, task-time: 1s}"));
        gateway.put(batch.replace("Ada", "Mary"));
        assertThat(gateway.put(batch.replace("Ada", "Mary")).counts()).contains("unchanged=1");
    }

    @Test
    void aChangedReferenceIsNoRepetitionAndOthersStillLeadToWhatWasNotSent() throws Exception {
        // Given
        Files.createDirectories(config.resolve("mappings"));
        Files.writeString(config.resolve("mappings/EpisodeOfCare.jslt"), EPISODE);
        start(UNCHANGED);
        gateway.put(MarkedPatients.batch(List.of("p-1", "p-2")));
        gateway.put("[" + episode("Patient/p-1") + "]");
        assertThat(gateway.put("[" + episode("Patient/p-1") + "]").counts()).contains("unchanged=1");
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.none());

        // When
        BatchAnswer answer = gateway.put("[" + episode("urn:uuid:p-2") + "," + MarkedPatients.patient("p-2") + "]");

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=1, accepted=0, unchanged=1, failed=0");
        assertThat(answer.text()).doesNotContain("unresolved", "parked");
        assertThat(calls.perPath())
                .containsOnlyKeys(
                        "/sources/default/v1/resources/episode/ep-1",
                        "/sources/default/v1/relationships/episodePatient");
    }

    @Test
    void aLateDuplicateIsNotSent() throws Exception {
        // Given
        start(OLDER);
        gateway.put(at("2026-01-02T12:00:00.000001Z", "Ada"));
        gateway.close();
        start(OLDER);
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.none());

        // When
        BatchAnswer late = gateway.put(at("2026-01-02T12:59:59+01:00", "Grace"));

        // Then
        assertThat(calls.all()).isEmpty();
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.counts()).isEqualTo("persisted=0, accepted=0, unchanged=0, failed=0, superseded=1");
        JsonNode meta = late.slots().get(0).path("meta");
        assertThat(meta.at("/tag/0/code").asText()).isEqualTo("SUPERSEDED");
        assertThat(meta.at("/extension/0/url").asText()).isEqualTo("urn:fhir-registry-gateway:superseded-by-version");
        JsonNode minimal = gateway.put(at("2026-01-01T12:00:00Z", "Grace"), "Prefer", "return=minimal")
                .json()
                .at("/results/0");
        assertThat(minimal.path("supersededByVersion").asText()).matches("\\d{16,}");
        assertThat(minimal.toString()).contains("Patient.meta.lastUpdated", "gateway.delivery.skip-older");
        assertThat(gateway.get("/observe/metrics")).contains("outcome=\"superseded\"");

        // Then: the same time, none, a later one, or who forces it
        assertThat(gateway.put(at("2026-01-02T12:00:00.000001Z", "Mary")).counts())
                .contains("persisted=1");
        assertThat(gateway.put(at("2026-01-02T11:00:00Z", "Old"), "X-Force", "true")
                        .counts())
                .contains("persisted=1");
        assertThat(gateway.put(at("2026-01-03T12:00:00Z", "Grace")).counts()).contains("persisted=1");
        assertThat(gateway.put(MarkedPatients.batch(List.of("p-1"))).counts()).contains("persisted=1");
    }

    private static String at(String lastUpdated, String given) {
        return "["
                + MarkedPatients.patient("p-1")
                        .replace("Ada", given)
                        .replace("\"id\"", "\"meta\":{\"lastUpdated\":\"" + lastUpdated + "\"},\"id\"")
                + "]";
    }

    private static String episode(String patient) {
        return """
                {"resourceType":"EpisodeOfCare","id":"ep-1","status":"active","patient":{"reference":"%s"}}"""
                .formatted(patient);
    }
}
