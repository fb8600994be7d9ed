package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fhirgateway.registry.RegistryHeaders;
import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import dev.fhirgateway.upsert.Blame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References between resources become relationships between records, by whatever way they name what they lead to. */
class RelationshipsIT {
    private static final String EPISODE =
            """
            {"resources": [
               {"type": "episode", "data": {"status": .status}},
               {"type": "episodeNote", "id": $registryId + "-note", "data": {"about": $registryId}}],
             "relationships": [
               {"type": "episodePatient", "to": {"reference": .patient}},
               {"type": "episodeManager", "to": {"reference": .careManager}, "data": {"since": .period.start}},
               {"type": "episodeNoteOf", "from": {"type": "episodeNote", "id": $registryId + "-note"},
                "to": {"type": "episode", "id": $registryId}}]}""";
    private static final String PRACTITIONER =
            "{\"resources\": [{\"type\": \"doctor\", \"data\": {\"active\": .active, \"id\": .id}}]}";
    private static final String PATIENT =
            """
            {"resourceType":"Patient","id":"%s","active":true,"identifier":[{"system":"urn:mrn","value":"%s"}]}""";
    private static final String DOCTOR =
            """
            {"resourceType":"Practitioner","id":"%s","active":true,"identifier":[{"system":"urn:npi","value":"%s"}]}""";

    @TempDir
    static Path config;

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(config.resolve("mappings"));
        Files.writeString(config.resolve("mappings/EpisodeOfCare.jslt"), EPISODE);
        Files.writeString(config.resolve("mappings/Practitioner.jslt"), PRACTITIONER);
        gateway = GatewayUnderTest.start(config, "gateway.fhir.known-bases=https://ehr.example.org/fhir");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String episode(String id, String patient, String manager) {
        return """
                {"resourceType":"EpisodeOfCare","id":"%s","status":"active","patient":%s,"careManager":%s,
                 "period":{"start":"2026-01-02"}}"""
                .formatted(id, patient, manager);
    }

    private static String to(String reference) {
        return "{\"reference\":\"" + reference + "\"}";
    }

    private static JsonNode relationship(String type, String id) throws Exception {
        URI url = gateway.sandbox().url().resolve("/sources/default/v1/relationships/" + type + "/" + id);
        HttpRequest request = HttpRequest.newBuilder(url)
                .header(RegistryHeaders.API_KEY, "sandbox")
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void whatTheBatchHoldsIsFoundWhereverItStandsInTheArray() throws Exception {
        // When: the episode comes first, and its ends after it
        BatchAnswer answer = gateway.put("["
                + episode("ep-1", to("Patient/rel-1"), to("urn:uuid:doc-1"))
                + "," + PATIENT.formatted("rel-1", "m-1")
                + "," + DOCTOR.formatted("doc-1", "n-1")
                + "]");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("unresolved");
        assertThat(answer.header("X-Mapping-Versions"))
                .matches("EpisodeOfCare=\\w{12}, Patient=\\w{12}, Practitioner=\\w{12}");
        JsonNode patient = relationship("episodePatient", "ep-1.rel-1");
        assertThat(patient.at("/from/type").asText()).isEqualTo("episode");
        assertThat(patient.at("/to/type").asText()).isEqualTo("patient");
        assertThat(patient.at("/meta/identifier/0").toString())
                .isEqualTo("{\"system\":\"source\",\"value\":\"ep-1.rel-1\",\"use\":\"default.episodePatient\"}");
        JsonNode manager = relationship("episodeManager", "ep-1.doc-1");
        assertThat(manager.at("/to/type").asText()).isEqualTo("doctor");
        assertThat(manager.at("/data/since").asText()).isEqualTo("2026-01-02");
        assertThat(relationship("episodeNoteOf", "ep-1-note.ep-1").path("id").asText())
                .isEqualTo("ep-1-note.ep-1");
    }

    @Test
    void identifiersAbsoluteUrlsAndEarlierBatchesAreFollowed() throws Exception {
        // Given
        gateway.put("[" + PATIENT.formatted("rel.2", "m-2") + "]");

        // When
        BatchAnswer answer = gateway.put("["
                + episode(
                        "ep-2",
                        to("https://ehr.example.org/fhir/Patient/rel.2"),
                        to("Practitioner?identifier=urn:npi|n-2"))
                + "," + DOCTOR.formatted("doc-2", "n-2")
                + ","
                + episode(
                        "ep-3",
                        to("Patient/rel.2/_history/4"),
                        "{\"identifier\":{\"value\":\"n-2\",\"system\":\"urn:npi\"}}")
                + "]");

        // Then
        assertThat(answer.text()).doesNotContain("unresolved");
        assertThat(relationship("episodePatient", "ep-2.rel_2").at("/to/id").asText())
                .isEqualTo("rel_2");
        assertThat(relationship("episodeManager", "ep-2.doc-2").at("/to/id").asText())
                .isEqualTo("doc-2");
        assertThat(relationship("episodePatient", "ep-3.rel_2").at("/to/id").asText())
                .isEqualTo("rel_2");
        assertThat(relationship("episodeManager", "ep-3.doc-2").at("/to/id").asText())
                .isEqualTo("doc-2");
    }

    @Test
    void whatLeadsNowhereIsToldAndTheRecordIsStored() throws Exception {
        // When
        BatchAnswer answer = gateway.put("["
                + episode("ep-4", to("Patient/not-there"), to("Practitioner?identifier=urn:npi|Zzmarker"))
                + ","
                + episode("ep-5", to("https://other.example.org/Patient/Zzmarker"), to("#zz"))
                        .replace(
                                "\"status\"",
                                "\"contained\":[{\"resourceType\":\"Practitioner\",\"id\":\"zz\"}],\"status\"")
                + "," + episode("ep-6", to("Patient/rel-6"), "{\"display\":\"Zzmarker\"}")
                + "," + PATIENT.formatted("rel-6", "m-6") + "," + DOCTOR.formatted("doc-6", "n-6")
                + "," + DOCTOR.formatted("doc-7", "n-6")
                + "," + episode("ep-7", to("Patient/rel-6"), to("Practitioner?identifier=n-6")) + "]");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(unresolved(answer, 0))
                .contains(
                        "EpisodeOfCare.patient: relationship episodePatient was not made yet, because the registry has no"
                                + " record at one of its ends; the gateway makes it when the record is there")
                .contains("EpisodeOfCare.careManager: relationship episodeManager was not made: this batch stored no");
        assertThat(unresolved(answer, 1))
                .contains("EpisodeOfCare.patient: relationship episodePatient was not made: its server is none of")
                .contains(
                        "EpisodeOfCare.careManager: relationship episodeManager was not made: it leads to a contained");
        assertThat(unresolved(answer, 2)).contains("EpisodeOfCare.careManager").contains("neither a reference nor");
        assertThat(unresolved(answer, 6)).contains("this batch stored 2 resources with this identifier");
        assertThat(answer.slots().get(3).at("/meta/extension").isMissingNode()).isTrue();
        assertThat(gateway.sandbox().stored("default", "episode")).isGreaterThanOrEqualTo(4);
    }

    private static String unresolved(BatchAnswer answer, int slot) {
        JsonNode extensions = answer.slots().get(slot).at("/meta/extension");
        assertThat(extensions).isNotEmpty().allSatisfy(extension -> assertThat(
                        extension.path("url").asText())
                .isEqualTo(
                        extension.path("valueString").asText().contains(" was not made yet")
                                ? "urn:fhir-registry-gateway:parked-reference"
                                : "urn:fhir-registry-gateway:unresolved-reference"));
        StringBuilder all = new StringBuilder();
        extensions.forEach(
                extension -> all.append(extension.path("valueString").asText()).append('\n'));
        return all.toString();
    }

    @Test
    void aResendChangesTheDataOfARelationshipThatIsThere() throws Exception {
        // Given
        String batch = "[" + episode("ep-8", to("Patient/rel-8"), to("Practitioner/doc-8")) + ","
                + PATIENT.formatted("rel-8", "m-8") + "," + DOCTOR.formatted("doc-8", "n-8") + "]";
        gateway.put(batch);
        gateway.put("[" + DOCTOR.formatted("doc-8", "n-8") + "]");

        // When
        BatchAnswer answer = gateway.put(batch.replace("2026-01-02", "2026-02-03"));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("unresolved");
        assertThat(relationship("episodeManager", "ep-8.doc-8")
                        .at("/data/since")
                        .asText())
                .isEqualTo("2026-02-03");
    }

    @Test
    void anEntryWhoseRelationshipIsNotTakenHasFailed() throws Exception {
        // Given
        SandboxCalls calls = SandboxCalls.meeting(
                gateway.sandbox(),
                (call, nth) -> call.path().endsWith("/relationships/episodePatient")
                        ? new Fault.Status(422)
                        : FaultPlan.none().decide(call, nth));

        // When
        BatchAnswer answer = gateway.put("[" + episode("ep-9", to("Patient/rel-9"), to("Practitioner/doc-9")) + ","
                + PATIENT.formatted("rel-9", "m-9") + "," + DOCTOR.formatted("doc-9", "n-9") + "]");
        gateway.sandbox().faults(FaultPlan.none());

        // Then
        assertThat(answer.status()).isEqualTo(207);
        assertThat(BatchAnswer.blame(answer.slots().get(0))).isEqualTo(Blame.REGISTRY_REFUSED.code());
        assertThat(BatchAnswer.diagnostics(answer.slots().get(0))).contains("relationship episodePatient");
        assertThat(answer.slots().get(1).path("resourceType").asText()).isEqualTo("Patient");
        assertThat(calls.all()).hasSize(7);
    }

    @Test
    void anEntryWhoseRelationshipIsAcceptedIsFollowedToItsEnd() throws Exception {
        // Given
        gateway.sandbox()
                .trouble(TroubleScript.read("{method: POST, type: episodePatient, task: on-time, task-time: 1s}"));
        String batch = "[" + PATIENT.formatted("followed", "zz-7") + ","
                + episode("e-followed", to("Patient/followed"), "{}").replace(",\"careManager\":{}", "") + "]";

        // When
        BatchAnswer answer = gateway.put(batch);

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=1, accepted=1, unchanged=0, failed=0");
        assertThat(answer.slots().get(1).at("/meta/tag/0/code").asText()).isEqualTo("ACCEPTED");
        String status = answer.header("Content-Location");
        await().atMost(Duration.ofSeconds(60)).until(() -> gateway.ask(status).status() == 200);
        assertThat(gateway.ask(status).counts()).isEqualTo("persisted=2, accepted=0, unchanged=0, failed=0");
        assertThat(relationship("episodePatient", "e-followed.followed")
                        .path("id")
                        .asText())
                .isEqualTo("e-followed.followed");
        gateway.sandbox().trouble(TroubleScript.empty());
    }
}
