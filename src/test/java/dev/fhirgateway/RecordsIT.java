package dev.fhirgateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Where is my patient?", asked of a whole gateway, and nothing told to anybody that is not theirs to know. */
class RecordsIT {
    private static final String KEY = "gateway.ledger.key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    private Path config;

    private CapturedLog log;

    @BeforeEach
    void listen() {
        log = CapturedLog.start();
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void oneCallTellsWhereAPatientIs() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, KEY)) {
            String first = gateway.put(MarkedPatients.batch(List.of("p-1"))).header("X-Batch-Id");
            String second =
                    gateway.put(MarkedPatients.batch(List.of("p-0", "p-1"))).header("X-Batch-Id");

            BatchAnswer answer = gateway.ask("/gateway/records/default/Patient/p-1");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            JsonNode life = answer.json();
            assertThat(life.at("/state/status").asText()).isEqualTo("PERSISTED");
            assertThat(life.at("/state/versionId")).isEqualTo(life.at("/history/0/versionId"));
            assertThat(life.path("history").findValuesAsText("batchId")).containsExactly(second, first);
            assertThat(life.at("/history/0/index").asInt()).isEqualTo(1);
            assertThat(life.at("/history/1/registryStatus").asInt()).isEqualTo(201);
            assertThat(life.at("/history/0/tries").asInt()).isEqualTo(1);
            assertThat(life.at("/history/0/sent/0/record").asText()).isEqualTo("patient/p-1");
            assertThat(life.at("/history/0/sent/0/body/data/name/0/family").asText())
                    .isEqualTo("***");
            assertThat(answer.text()).doesNotContain("Zzmarker");
        }
    }

    @Test
    void anAcceptedEntryIsToldWithItsTask() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, KEY, "gateway.follow-up.first-poll=50ms")) {
            gateway.sandbox().trouble(TroubleScript.read("{task: on-time, task-time: 1s}"));
            gateway.put(MarkedPatients.batch(List.of("p-1")));

            JsonNode life = gateway.ask("/gateway/records/default/Patient/p-1").json();

            assertThat(life.at("/state/status").asText()).isEqualTo("ACCEPTED");
            assertThat(life.at("/history/0/tasks/0/status").asText()).isEqualTo("PENDING");
            assertThat(life.at("/history/0/tasks/0/id")).isEqualTo(life.at("/state/taskId"));
            await().atMost(30, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(gateway.ask("/gateway/records/default/Patient/p-1")
                                    .json()
                                    .at("/history/0/tasks/0/status")
                                    .asText())
                            .isEqualTo("PERSISTED"));
        }
    }

    @Test
    void theFullViewIsLoggedWithoutWhatItShows() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, KEY, "gateway.records.full-view=true")) {
            gateway.put(MarkedPatients.batch(List.of("p-1")));

            BatchAnswer full = gateway.ask("/gateway/records/default/Patient/p-1?view=full");

            assertThat(full.json()
                            .at("/history/0/sent/0/body/data/name/0/family")
                            .asText())
                    .isEqualTo("Zzmarker");
            assertThat(gateway.ask("/gateway/records/default/Patient/p-1").text())
                    .doesNotContain("Zzmarker");
            assertThat(log.text())
                    .contains("the record Patient/p-1 of source default was shown in full to client development")
                    .doesNotContain("Zzmarker");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "404 /gateway/records/default/Patient/never",
                "404 /gateway/records/other/Patient/p-1",
                "404 /gateway/records/default/Patient/no%20id",
                "403 /gateway/records/default/Patient/p-1?view=full",
                "400 /gateway/records/default/Patient/p-1?view=Zzmarker",
                "400 /gateway/records/default/Patient/p-1?count=0",
                "400 /gateway/records/default/Patient/p-1?count=101",
                "400 /gateway/records/default/Patient/p-1?before=Zzmarker"
            })
    void everyRefusalIsAnOperationOutcome(String expected) throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config)) {
            gateway.put(MarkedPatients.batch(List.of("p-1")));

            BatchAnswer answer = gateway.ask(expected.substring(4));

            assertThat(answer.status()).isEqualTo(Integer.parseInt(expected.substring(0, 3)));
            assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
            assertThat(answer.text() + log.text()).doesNotContain("Zzmarker");
            assertThat(gateway.ask("/gateway/records/default/Patient/p-1", "Authorization", "Bearer wrong")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void whatTheRegistryQuotesStaysWithTheSender() throws Exception {
        String quoting =
                "{\"code\":400,\"type\":\"INVALID_ARGUMENT\",\"message\":\"family Zzvalue-family is too long\"}";
        try (RecordingRegistry registry = RecordingRegistry.answering(400, quoting);
                GatewayUnderTest gateway = GatewayUnderTest.before(config, registry.url(), KEY)) {
            assertThat(gateway.put("[" + MarkedPatients.telling("quoted") + "]").text())
                    .contains("Zzvalue-family is too long");

            BatchAnswer life = gateway.ask("/gateway/records/default/Patient/Zzid-quoted");

            assertThat(life.json().at("/history/0/status").asText()).isEqualTo("REJECTED");
            assertThat(life.json().at("/history/0/blame").asText()).isEqualTo("registry-refused");
            assertThat(life.json().at("/history/0/registryStatus").asInt()).isEqualTo(400);
            assertThat(life.json().at("/history/0/reason").asText())
                    .contains("INVALID_ARGUMENT", "is too long")
                    .doesNotContain("Zzvalue");
            assertThat(life.text()).doesNotContain("Zzvalue");
            assertThat(gateway.get("/observe/metrics")).doesNotContain("Zzvalue", "Zzid");
        }
        assertNothingIsReadable();
    }

    @Test
    void nothingOfAPatientIsReadableInTheLedgerWhenThereIsAKey() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config, KEY)) {
            gateway.sandbox()
                    .trouble(TroubleScript.read("- {id: Zzid-late, task: on-time, task-time: 60s}\n"
                            + "- {id: Zzid-fails, task: fails(INVALID_ARGUMENT)}"));
            List<String> entries = Stream.concat(
                            Stream.of("good", "late", "fails").map(MarkedPatients::telling),
                            MarkedPatients.tellingButBad().stream())
                    .toList();
            gateway.put(entries.toString());
            await().atMost(30, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(gateway.get("/gateway/records/default/Patient/Zzid-fails"))
                            .contains("REFUSED"));

            assertNothingIsReadable();
        }
        assertNothingIsReadable();
    }

    private void assertNothingIsReadable() throws IOException {
        assertThat(log.text()).doesNotContain("Zzvalue");
        try (Stream<Path> files = Files.walk(config.resolve("data"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                            new String(Files.readAllBytes(file), ISO_8859_1))
                    .doesNotContain("Zzvalue"));
        }
    }
}
