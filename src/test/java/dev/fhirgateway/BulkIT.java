package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fhirgateway.sandbox.ReceivedCall;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches that are sent in bulk, and what becomes of them when the registry makes trouble. */
class BulkIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RESOURCES = "/sources/default/v1/resources/bulk";
    private static final String RELATIONSHIPS = "/sources/default/v1/relationships/bulk";
    private static final String EPISODE =
            """
            {"resources": [{"type": "episode", "data": {"status": .status}}],
             "relationships": [{"type": "episodePatient", "to": {"reference": .patient}}]}""";

    private static final String BASIC =
            """
            {"resources": [{"type": "basic", "data": {"word": .code.text}},
                           {"type": "basic", "id": "beside", "data": {"word": .code.text, "beside": true}}]}""";

    @TempDir
    static Path config;

    private static GatewayUnderTest gateway;

    private SandboxCallsSince calls;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(config.resolve("mappings"));
        Files.writeString(config.resolve("mappings/EpisodeOfCare.jslt"), EPISODE);
        Files.writeString(config.resolve("mappings/Basic.jslt"), BASIC);
        gateway = GatewayUnderTest.start(
                config,
                "gateway.delivery.mode=bulk",
                "gateway.delivery.bulk-bytes=20KB",
                "gateway.delivery.backoff-max=10ms",
                "gateway.delivery.backoff-initial=1ms",
                "gateway.delivery.deadline=20s",
                "gateway.follow-up.first-poll=20ms",
                "gateway.follow-up.longest-pause=200ms",
                "sandbox.task-delay=10ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void listen() {
        script("[]");
        calls = new SandboxCallsSince();
    }

    @Test
    void aBatchIsOneRequestAndIsAnsweredWhenItIsStored() throws Exception {
        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(MarkedPatients.ids("bulk", 30)));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.ids()).isEqualTo(MarkedPatients.ids("bulk", 30));
        assertThat(answer.json().at("/29/meta/versionId").asText()).matches("\\d{16,}");
        assertThat(calls.writes()).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo(RESOURCES);
            JsonNode operation = new ObjectMapper().readTree(call.body()).at("/operations/0");
            assertThat(operation.path("action").asText()).isEqualTo("UPSERT");
            assertThat(operation.at("/upsert/id").asText()).startsWith("bulk-");
            assertThat(operation.at("/upsert/type").asText()).isEqualTo("patient");
            assertThat(operation.at("/upsert/data").isObject()).isTrue();
        });
        assertThat(SandboxRecord.of(gateway.sandbox(), "bulk-29")).contains("Zzmarker");
    }

    @Test
    void noRequestIsLargerThanItMayBe() throws Exception {
        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(MarkedPatients.ids("large", 300)));

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=300, accepted=0, unchanged=0, failed=0");
        assertThat(calls.writes()).hasSizeGreaterThan(2).allSatisfy(call -> {
            assertThat(call.path()).isEqualTo(RESOURCES);
            assertThat(call.body().length).isLessThanOrEqualTo(20 * 1024);
        });
    }

    @Test
    void relationshipsComeAfterTheirRecordsAndComeAgainWithoutHarm() throws Exception {
        // Given
        String batch = "[" + episode("rel-e", "Patient/rel-p") + "," + MarkedPatients.patient("rel-p") + "]";

        // When
        BatchAnswer first = gateway.put(batch);
        List<String> writes = calls.writes().stream().map(ReceivedCall::path).toList();
        BatchAnswer second = gateway.put(batch);

        // Then
        assertThat(List.of(first.status(), second.status())).containsOnly(200);
        assertThat(first.counts()).isEqualTo("persisted=2, accepted=0, unchanged=0, failed=0");
        assertThat(first.json().toString()).doesNotContain("was not made");
        assertThat(writes).containsOnly(RESOURCES, RELATIONSHIPS).last().isEqualTo(RELATIONSHIPS);
        assertThat(writes).containsOnlyOnce(RELATIONSHIPS);
        List<String> all = calls.paths();
        assertThat(all.subList(0, all.indexOf(RELATIONSHIPS)))
                .as("the end of the records' task is known before")
                .anyMatch(path -> path.contains("/tasks/"));
    }

    @Test
    void relationshipsOfRecordsThatAreNotStoredWaitForThem() throws Exception {
        // Given
        script("{path: '**/resources/bulk', task: on-time, task-time: 4s}");

        // When
        BatchAnswer answer =
                gateway.put("[" + episode("late-e", "Patient/late-p") + "," + MarkedPatients.patient("late-p") + "]");

        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.counts()).isEqualTo("persisted=0, accepted=2, unchanged=0, failed=0");
        assertThat(calls.writes()).extracting(ReceivedCall::path).containsOnly(RESOURCES);
        String status = answer.header("Content-Location");
        await().atMost(PATIENCE).until(() -> gateway.ask(status).status() == 200);
        assertThat(gateway.ask(status).counts()).isEqualTo("persisted=2, accepted=0, unchanged=0, failed=0");
        await().atMost(PATIENCE)
                .until(() -> calls.paths().contains("/sources/default/v1/relationships/episodePatient"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "receipts-repeated       | persisted=5, accepted=0, unchanged=0, failed=0",
                "receipts-mixed-up       | persisted=5, accepted=0, unchanged=0, failed=0",
                "receipts-missing        | persisted=5, accepted=0, unchanged=0, failed=0",
                "forgotten               | persisted=5, accepted=0, unchanged=0, failed=0",
                "lost                    | persisted=5, accepted=0, unchanged=0, failed=0",
                "fails                   | persisted=5, accepted=0, unchanged=0, failed=0",
                "fails(INVALID_ARGUMENT) | persisted=0, accepted=0, unchanged=0, failed=5",
                "rejected                | persisted=0, accepted=0, unchanged=0, failed=5",
                "never                   | persisted=0, accepted=5, unchanged=0, failed=0",
                "in-review               | persisted=0, accepted=5, unchanged=0, failed=0"
            })
    void whateverTheTaskComesToIsToldForEachEntry(String task, String counts) throws Exception {
        // Given
        script("{path: '**/resources/bulk', task: " + task + "}");

        // When
        BatchAnswer answer =
                gateway.put(MarkedPatients.batch(MarkedPatients.ids("fate-" + task.replaceAll("\\W", "-"), 5)));

        // Then
        assertThat(answer.counts()).isEqualTo(counts);
    }

    @Test
    void aRequestThatIsTooLargeForTheRegistryIsCutInTwo() throws Exception {
        // Given
        script("{path: '**/bulk', first: 1, status: 413}");

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(MarkedPatients.ids("half", 10)));

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=10, accepted=0, unchanged=0, failed=0");
        assertThat(calls.writes())
                .extracting(ReceivedCall::path)
                .containsOnly(RESOURCES)
                .hasSizeGreaterThan(2);
    }

    @Test
    void aRequestThatIsRefusedIsSentOneByOneSoThatTheBadOneIsFound() throws Exception {
        // Given
        script(
                """
                - {path: '**/bulk', status: 400}
                - {id: bad-2, status: 400}
                """);

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(MarkedPatients.ids("bad", 4)));

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=3, accepted=0, unchanged=0, failed=1");
        assertThat(answer.json().at("/2/issue/0/details/coding/0/code").asText())
                .isEqualTo("registry-refused");
    }

    @Test
    void aRequestThatTheRegistryCannotTakeNowIsTriedAgain() throws Exception {
        // Given
        script("{path: '**/bulk', first: 2, status: 503}");

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(MarkedPatients.ids("busy", 4)));

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=4, accepted=0, unchanged=0, failed=0");
        assertThat(calls.writes()).extracting(ReceivedCall::path).containsOnly(RESOURCES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before-commit", "after-commit"})
    void whenTheAnswerIsLostSoIsTheTaskAndEachRecordIsLookedAt(String moment) throws Exception {
        // Given
        script("{path: '**/bulk', reset: " + moment + "}");

        // When
        BatchAnswer answer = gateway.put(MarkedPatients.batch(MarkedPatients.ids("lost-" + moment, 4)));

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=4, accepted=0, unchanged=0, failed=0");
        assertThat(calls.paths()).contains("/sources/default/v1/resources/patient/lost-" + moment + "-3");
        assertThat(calls.writes().stream().filter(call -> call.path().equals(RESOURCES)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405, 501})
    void aRegistryThatTakesNoBulkRequestsGetsSingleOnes(int status, @TempDir Path folder) throws Exception {
        try (GatewayUnderTest single = GatewayUnderTest.start(
                folder, "gateway.delivery.mode=auto, other=single", "gateway.delivery.bulk-from=3")) {
            // Given
            single.sandbox().trouble(TroubleScript.read("{path: '**/bulk', status: " + status + "}"));

            // When
            BatchAnswer few = single.put(MarkedPatients.batch(MarkedPatients.ids("few", 2)));
            BatchAnswer many = single.put(MarkedPatients.batch(MarkedPatients.ids("many", 20)));
            BatchAnswer more = single.put(MarkedPatients.batch(MarkedPatients.ids("more", 20)));

            // Then
            assertThat(List.of(few.status(), many.status(), more.status())).containsOnly(200);
            List<ReceivedCall> received = single.sandbox().received();
            assertThat(received.stream().filter(call -> call.path().equals(RESOURCES)))
                    .as("asked once and not again")
                    .hasSize(1);
            assertThat(received.get(0).method()).as("a small batch").isEqualTo("PUT");
            assertThat(received.stream().filter(call -> call.method().equals("PUT")))
                    .hasSize(42);
        }
    }

    @Test
    void twoEntriesThatWriteOneRecordBesideTheirOwnTakeTurnsAtIt() throws Exception {
        // Given
        script("{path: '**/bulk', task: on-time, task-time: 5ms..200ms}");
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            entries.add("{\"resourceType\":\"Basic\",\"id\":\"beside-" + i + "\",\"code\":{\"text\":\"w" + i + "\"}}");
        }

        // When
        BatchAnswer answer = gateway.put(entries.toString());

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=6, accepted=0, unchanged=0, failed=0");
        List<ReceivedCall> received = gateway.sandbox().received();
        List<Integer> withTheOther = new ArrayList<>();
        for (int i = 0; i < received.size(); i++) {
            long writes = received.get(i).path().equals(RESOURCES) ? count(received.get(i), "beside") : 0;
            assertThat(writes).as("of one record in one request").isLessThan(2);
            if (writes == 1) {
                withTheOther.add(i);
            }
        }
        assertThat(withTheOther).hasSize(6);
        for (int i = 1; i < withTheOther.size(); i++) {
            assertThat(received.subList(withTheOther.get(i - 1), withTheOther.get(i)))
                    .as("the task before is asked about until it is over")
                    .anyMatch(call -> call.path().contains("/tasks/"));
        }
    }

    private static long count(ReceivedCall call, String record) throws Exception {
        long count = 0;
        for (JsonNode operation : new ObjectMapper().readTree(call.body()).path("operations")) {
            if (operation.at("/upsert/id").asText().equals(record)) {
                count++;
            }
        }
        return count;
    }

    private static String episode(String id, String patient) {
        return "{\"resourceType\":\"EpisodeOfCare\",\"id\":\"" + id
                + "\",\"status\":\"active\",\"patient\":{\"reference\":\"" + patient + "\"}}";
    }

    private static void script(String rules) {
        gateway.sandbox().trouble(TroubleScript.read(rules));
    }

    /** What the sandbox was asked since the test began. */
    private static final class SandboxCallsSince {
        private final int before = gateway.sandbox().received().size();

        List<ReceivedCall> writes() {
            return gateway.sandbox().received().stream()
                    .skip(before)
                    .filter(call -> !call.method().equals("GET"))
                    .toList();
        }

        List<String> paths() {
            return gateway.sandbox().received().stream()
                    .skip(before)
                    .map(ReceivedCall::path)
                    .toList();
        }
    }
}
