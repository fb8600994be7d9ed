package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.ledger.ParkedState;
import dev.fhirgateway.ledger.ParkedWord;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.registry.RegistryHeaders;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relationship whose other end is not there yet waits for it, over restarts and newer versions. */
class ParkedRelationshipsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PARKED = "urn:fhir-registry-gateway:parked-reference";
    private static final String EPISODE =
            """
            {"resources": [{"type": "episode", "data": {"status": .status}}],
             "relationships": [{"type": "episodePatient", "to": {"reference": .patient},
                                "data": {"since": .period.start}}]}""";

    @TempDir
    private Path config;

    private GatewayUnderTest gateway;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(config.resolve("mappings"));
        Files.writeString(config.resolve("mappings/EpisodeOfCare.jslt"), EPISODE);
        gateway = open();
    }

    private GatewayUnderTest open() {
        return GatewayUnderTest.start(
                config, "sandbox.store=" + config.resolve("registry.db"), "sandbox.task-delay=300ms");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private static String episode(String id, String patient, String since) {
        return """
                {"resourceType":"EpisodeOfCare","id":"%s","status":"active","patient":{"reference":"Patient/%s"},
                 "period":{"start":"%s"}}"""
                .formatted(id, patient, since);
    }

    @Test
    void itIsMadeWhenItsRecordComesAlsoAfterARestart() throws Exception {
        // Given
        BatchAnswer answer = gateway.put("[" + episode("ep-1", "late-1", "2026-01-02") + "]");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.slots().get(0).at("/meta/extension/0/url").asText()).isEqualTo(PARKED);
        assertThat(answer.slots().get(0).at("/meta/extension/0/valueString").asText())
                .isEqualTo(
                        "EpisodeOfCare.patient: relationship episodePatient was not made yet, because the registry has"
                                + " no record at one of its ends; the gateway makes it when the record is there, and no resend"
                                + " is needed");
        assertThat(gateway.get("/observe/metrics")).contains("gateway_parked_waiting_relationships 1.0");
        assertThat(gateway.get("/gateway/records/default/EpisodeOfCare/ep-1"))
                .contains("\"parkedRelationships\":[{\"type\":\"episodePatient\"")
                .contains("\"status\":\"WAITING\"");

        // When
        gateway.close();
        gateway = open();
        gateway.put(MarkedPatients.batch(List.of("late-1")));

        // Then
        await().atMost(PATIENCE).until(() -> word("ep-1") == ParkedWord.MADE);
        assertThat(relationship("ep-1.late-1")).contains("2026-01-02");
        assertThat(gateway.get("/observe/metrics"))
                .contains("gateway_parked_waiting_relationships 0.0")
                .contains("gateway_parked_ended_total{outcome=\"made\"} 1.0");
    }

    @Test
    void ofTwoVersionsTheLaterOneSaysWhatIsMade() throws Exception {
        // Given
        gateway.put("[" + episode("ep-2", "old-2", "2026-01-02") + "]");
        gateway.put("[" + episode("ep-2", "new-2", "2026-02-03") + "]");

        // When
        gateway.put(MarkedPatients.batch(List.of("old-2", "new-2")));

        // Then
        await().atMost(PATIENCE).until(() -> word("ep-2") == ParkedWord.MADE);
        assertThat(relationship("ep-2.new-2")).contains("2026-02-03");
        assertThat(relationship("ep-2.old-2")).contains("NOT_FOUND");
        assertThat(gateway.ask("/gateway/records/default/EpisodeOfCare/ep-2")
                        .json()
                        .path("history"))
                .extracting(delivery -> delivery.path("reason").asText())
                .containsExactly(
                        "",
                        "relationship episodePatient was not made: the record at one of its ends did not come before a"
                                + " later version of this one, which says anew what it refers to");
    }

    @Test
    void itWaitsForTheTaskOfARecordThatIsOnlyAccepted() throws Exception {
        // Given
        gateway.sandbox().trouble(TroubleScript.read("{id: slow-3, task: on-time, task-time: 2s}"));

        // When
        BatchAnswer answer = gateway.put("[" + episode("ep-3", "slow-3", "2026-01-02") + ","
                + MarkedPatients.batch(List.of("slow-3")).substring(1));

        // Then
        assertThat(answer.slots().get(0).at("/meta/extension/0/url").asText()).isEqualTo(PARKED);
        assertThat(answer.slots().get(0).at("/meta/versionId").asText()).isNotEmpty();
        await().atMost(PATIENCE).until(() -> word("ep-3") == ParkedWord.MADE);
        assertThat(relationship("ep-3.slow-3")).contains("2026-01-02");
        assertThat(tries("episodePatient")).isEqualTo(1);
    }

    @Test
    void oneWhoseTaskFindsItsEndMissingWaitsToo() throws Exception {
        // Given: the relationship is captured, and the registry looks for its ends later
        gateway.sandbox()
                .trouble(TroubleScript.read(
                        "{method: POST, path: '**/relationships/*', task: fails(FAILED_PRECONDITION), nth: 1}"));
        gateway.put(MarkedPatients.batch(List.of("there-4")));

        // When
        BatchAnswer answer = gateway.put("[" + episode("ep-4", "there-4", "2026-01-02") + "]");

        // Then
        assertThat(answer.status()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> word("ep-4") == ParkedWord.MADE);
        assertThat(relationship("ep-4.there-4")).contains("2026-01-02");
    }

    @Test
    void anEntryCountsAsStoredOnceAlsoWhenARelationshipOfItComesLaterByATask() throws Exception {
        // Given
        gateway.sandbox()
                .trouble(TroubleScript.read("{method: POST, path: '**/relationships/*', task: on-time, nth: 2}"));
        gateway.put("[" + episode("ep-6", "late-6", "2026-01-02") + "]");
        gateway.put(MarkedPatients.batch(List.of("late-6")));
        String counted = persisted();

        // When
        await().atMost(PATIENCE).until(() -> word("ep-6") == ParkedWord.MADE);

        // Then
        assertThat(relationship("ep-6.late-6")).contains("2026-01-02");
        assertThat(persisted()).isEqualTo(counted);
    }

    private String persisted() throws Exception {
        return gateway.get("/observe/metrics")
                .lines()
                .filter(line -> line.startsWith("gateway_persisted_seconds_count"))
                .findFirst()
                .orElse("none");
    }

    @Test
    void aBatchWhoseReferencesAllLeadNowhereIsStoredAndNothingWaits() throws Exception {
        // When
        BatchAnswer answer = gateway.put("["
                + episode("ep-5", "any", "2026-01-02").replace("Patient/any", "https://other.example.org/Patient/any")
                + "]");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.slots().get(0).at("/meta/extension/0/url").asText())
                .isEqualTo("urn:fhir-registry-gateway:unresolved-reference");
        assertThat(gateway.gateway().ledger().parked().count().relationships()).isZero();
    }

    private ParkedWord word(String episode) {
        List<ParkedState> parked =
                gateway.gateway().ledger().parked().of(new RecordId("default", "EpisodeOfCare", episode));
        return parked.isEmpty() ? null : parked.get(0).word();
    }

    private long tries(String type) {
        return gateway.sandbox().received().stream()
                .filter(call -> call.method().equals("POST") && call.path().endsWith("/" + type))
                .count();
    }

    private String relationship(String id) throws Exception {
        URI url = gateway.sandbox().url().resolve("/sources/default/v1/relationships/episodePatient/" + id);
        HttpRequest request = HttpRequest.newBuilder(url)
                .header(RegistryHeaders.API_KEY, "sandbox")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
