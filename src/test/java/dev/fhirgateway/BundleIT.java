package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.ReceivedCall;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches that are sent in bundles, of which the registry does all or nothing. */
class BundleIT {
    private static final String BUNDLE = "/sources/default/v1/bundle";
    private static final String LEVEL =
            """
            {"resources": [{"type": "level", "data": {"word": .code.text}}]}""";
    private static final String EPISODE =
            """
            {"resources": [{"type": "episode", "data": {"status": .status}}],
             "relationships": [{"type": "episodePatient", "to": {"reference": .patient}}]}""";
    private static final String LEVELS =
            """
            {"type": "ROOT", "properties": {"word": {"type": "symbol", "rules": [{"max": 4}]}}}""";

    @TempDir
    static Path config;

    private static GatewayUnderTest gateway;

    private int before;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(config.resolve("mappings"));
        Files.writeString(config.resolve("mappings/Basic.jslt"), LEVEL);
        Files.writeString(config.resolve("mappings/EpisodeOfCare.jslt"), EPISODE);
        gateway = GatewayUnderTest.start(
                config,
                "gateway.delivery.mode=bundle",
                "gateway.delivery.bundle-bytes=20KB",
                "gateway.delivery.backoff-max=10ms",
                "gateway.delivery.backoff-initial=1ms",
                "gateway.delivery.deadline=20s",
                "gateway.follow-up.first-poll=20ms",
                "gateway.follow-up.longest-pause=200ms",
                "sandbox.task-delay=10ms");
        define("profiles/level", LEVELS);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void listen() {
        script("[]");
        before = gateway.sandbox().received().size();
    }

    @Test
    void aBatchIsAFewBundlesAndIsStoredAtOnce() throws Exception {
        // When
        BatchAnswer first = gateway.put(MarkedPatients.batch(MarkedPatients.ids("whole", 300)));
        BatchAnswer second = gateway.put(MarkedPatients.batch(MarkedPatients.ids("whole", 300)));

        // Then
        assertThat(first.counts()).isEqualTo("persisted=300, accepted=0, unchanged=0, failed=0");
        assertThat(second.counts()).isEqualTo(first.counts());
        assertThat(second.json().at("/299/meta/createdAt"))
                .isEqualTo(first.json().at("/299/meta/createdAt"));
        assertThat(second.json().at("/299/meta/versionId").asLong())
                .isGreaterThan(first.json().at("/299/meta/versionId").asLong());
        assertThat(writes()).hasSizeGreaterThan(4).allSatisfy(call -> {
            assertThat(call.path()).isEqualTo(BUNDLE);
            assertThat(call.body().length).isLessThanOrEqualTo(20 * 1024);
        });
        JsonNode sent = BatchAnswer.JSON.readTree(writes().get(0).body());
        assertThat(sent.at("/resourceOperations/0/upsert/type").asText()).isEqualTo("patient");
        assertThat(sent.path("relationshipOperations")).isEmpty();
        assertThat(SandboxRecord.of(gateway.sandbox(), "whole-299")).contains("Zzmarker");
    }

    @Test
    void relationshipsComeAfterTheirRecordsAndComeAgainWithoutHarm() throws Exception {
        // Given
        String batch = IntStream.range(0, 3)
                .mapToObj(i -> episode("rel-e" + i, "Patient/rel-p" + i) + "," + MarkedPatients.patient("rel-p" + i))
                .collect(Collectors.joining(",", "[", "]"));

        // When
        BatchAnswer first = gateway.put(batch);
        List<Boolean> relationships = new ArrayList<>();
        for (ReceivedCall call : writes()) {
            relationships.add(call.path().contains("/relationships/")
                    || !BatchAnswer.JSON
                            .readTree(call.body())
                            .path("relationshipOperations")
                            .isEmpty());
        }
        BatchAnswer second = gateway.put(batch);

        // Then
        assertThat(first.counts()).isEqualTo("persisted=6, accepted=0, unchanged=0, failed=0");
        assertThat(second.counts()).isEqualTo(first.counts());
        assertThat(first.json().toString() + second.json()).doesNotContain("was not made");
        assertThat(relationships).isSorted().contains(true, false);
    }

    @Test
    void oneBadWriteTakesNoOtherWithIt() throws Exception {
        // Given
        String batch = IntStream.range(0, 40)
                .mapToObj(i -> basic("bad-" + i, i == 23 ? "far too long" : "fine"))
                .collect(Collectors.joining(",", "[", "]"));

        // When
        BatchAnswer answer = gateway.put(batch);

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=39, accepted=0, unchanged=0, failed=1");
        assertThat(answer.json().at("/23/issue/0/details/coding/0/code").asText())
                .isEqualTo("registry-refused");
        assertThat(writes()).as("halves of halves, and not each for itself").hasSizeLessThan(25);
        assertThat(writes().stream().filter(call -> call.method().equals("PUT")))
                .as("alone")
                .hasSizeBetween(1, 4);
    }

    @Test
    void aBundleThatTheRegistryTakesAsATaskIsFollowed() throws Exception {
        // Given
        script("{path: '**/bundle', task: on-time}");

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(MarkedPatients.ids("task", 5)));

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=5, accepted=0, unchanged=0, failed=0");
        assertThat(writes()).extracting(ReceivedCall::path).containsOnly(BUNDLE);
    }

    @Test
    void whatATaskTookBackIsSentAlone() throws Exception {
        // Given
        script("{path: '**/bundle', task: on-time}");
        String batch = IntStream.range(0, 5)
                .mapToObj(i -> basic("back-" + i, i == 2 ? "far too long" : "fine"))
                .collect(Collectors.joining(",", "[", "]"));

        // When
        BatchAnswer answer = gateway.put(batch);

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=4, accepted=0, unchanged=0, failed=1");
        assertThat(answer.json().at("/2/resourceType").asText()).isEqualTo("OperationOutcome");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status: 503, first: 2     | 5 | 0",
                "status: 413, first: 1     | 5 | 0",
                "reset: before-commit      | 5 | 0",
                "reset: after-commit       | 5 | 0",
                "half-body: true           | 5 | 0",
                "task: forgotten           | 5 | 0",
                "task: receipts-missing    | 5 | 0",
                "task: receipts-mixed-up   | 5 | 0",
                "task: fails               | 5 | 0",
                "task: rejected            | 0 | 5"
            })
    void whateverBecomesOfTheBundleEachEntryHasItsEnd(String trouble, int persisted, int failed) throws Exception {
        // Given
        script("{path: '**/bundle', " + trouble + "}");

        // When
        BatchAnswer answer =
                gateway.put(MarkedPatients.batch(MarkedPatients.ids("fate-" + trouble.replaceAll("\\W+", "-"), 5)));

        // Then
        assertThat(answer.counts())
                .isEqualTo("persisted=%d, accepted=0, unchanged=0, failed=%d".formatted(persisted, failed));
    }

    @Test
    void anAnswerThatContradictsItselfIsNoProof() throws Exception {
        // Given
        script(
                "{path: '**/bundle', status: 200, body: {status: PERSISTED, operations: [{status: FAILURE, id: doubt-0}]}}");

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(MarkedPatients.ids("doubt", 3)));

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=3, accepted=0, unchanged=0, failed=0");
        assertThat(SandboxRecord.of(gateway.sandbox(), "doubt-0")).contains("Zzmarker");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405, 501})
    void aRegistryThatTakesNeitherBulkNorBundlesGetsSingleCalls(int status, @TempDir Path folder) throws Exception {
        try (GatewayUnderTest auto =
                GatewayUnderTest.start(folder, "gateway.delivery.mode=auto", "gateway.delivery.bulk-from=3")) {
            // Given
            auto.sandbox()
                    .trouble(TroubleScript.read("[{path: '**/bulk', status: " + status
                            + "}, {path: '**/bundle', status: " + status + "}]"));

            // When
            for (String prefix : List.of("one", "two", "three")) {
                assertThat(auto.put(MarkedPatients.batch(MarkedPatients.ids(prefix, 10)))
                                .status())
                        .isEqualTo(200);
            }

            // Then
            List<String> paths =
                    auto.sandbox().received().stream().map(ReceivedCall::path).toList();
            assertThat(paths).containsOnlyOnce(BUNDLE).containsOnlyOnce("/sources/default/v1/resources/bulk");
            assertThat(paths).hasSize(32);
        }
    }

    @Test
    void autoTakesBundlesWhereThereIsNoBulk(@TempDir Path folder) throws Exception {
        try (GatewayUnderTest auto =
                GatewayUnderTest.start(folder, "gateway.delivery.mode=auto", "gateway.delivery.bulk-from=3")) {
            // Given
            auto.sandbox().trouble(TroubleScript.read("{path: '**/bulk', status: 404}"));

            // When
            BatchAnswer first = auto.put(MarkedPatients.batch(MarkedPatients.ids("first", 10)));
            BatchAnswer second = auto.put(MarkedPatients.batch(MarkedPatients.ids("second", 10)));

            // Then
            assertThat(List.of(first.status(), second.status())).containsOnly(200);
            assertThat(auto.sandbox().received())
                    .last()
                    .extracting(ReceivedCall::path)
                    .isEqualTo(BUNDLE);
        }
    }

    private List<ReceivedCall> writes() {
        return gateway.sandbox().received().stream()
                .skip(before)
                .filter(call -> !call.method().equals("GET"))
                .toList();
    }

    private static String basic(String id, String word) {
        return "{\"resourceType\":\"Basic\",\"id\":\"" + id + "\",\"code\":{\"text\":\"" + word + "\"}}";
    }

    private static String episode(String id, String patient) {
        return "{\"resourceType\":\"EpisodeOfCare\",\"id\":\"" + id
                + "\",\"status\":\"active\",\"patient\":{\"reference\":\"" + patient + "\"}}";
    }

    /** Puts it into the sandbox's catalog. */
    private static void define(String what, String definition) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(gateway.sandbox().url().resolve("/sources/default/v1/" + what))
                .header("X-Clinia-API-Key", "sandbox")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(definition))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isLessThan(300);
    }

    private static void script(String rules) {
        gateway.sandbox().trouble(TroubleScript.read(rules));
    }
}
