package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.upsert.Blame;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunIT {
    private static final String BATCH =
            """
            [{"resourceType":"EpisodeOfCare","id":"ep.1","status":"active","patient":{"reference":"Patient/dry-1"},
              "period":{"start":"2026-01-02"},
              "careManager":{"reference":"Practitioner?identifier=urn:npi|Zzmarker"}},
             {"resourceType":"Patient","id":"dry-1","active":true},
             {"resourceType":"Patient","id":"dry-2","active":"Zzmarker"}]""";

    @TempDir
    static Path config;

    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(config.resolve("mappings"));
        Files.writeString(
                config.resolve("mappings/EpisodeOfCare.jslt"),
                """
                {"resources": [{"type": "episode", "data": {"status": .status}}],
                 "relationships": [{"type": "episodePatient", "to": {"reference": .patient}},
                                   {"type": "episodeManager", "to": {"reference": .careManager}}]}""");
        gateway = GatewayUnderTest.start(config);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void tellsEveryCallAndMakesNone() throws Exception {
        // Given
        SandboxCalls calls = SandboxCalls.meeting(gateway.sandbox(), FaultPlan.none());

        // When
        BatchAnswer answer = gateway.put(gateway.at("/fhir?_dryRun=true"), BATCH);

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(calls.all()).isEmpty();
        JsonNode results = answer.json().path("results");
        assertThat(answer.json().path("dryRun").booleanValue()).isTrue();
        JsonNode episode = results.get(0);
        assertThat(episode.at("/status").asText()).isEqualTo("WOULD_BE_SENT");
        assertThat(episode.at("/calls/0/method").asText()).isEqualTo("PUT");
        assertThat(episode.at("/calls/0/path").asText()).isEqualTo("/sources/default/v1/resources/episode/ep_1");
        assertThat(episode.at("/calls/0/body/data/status").asText()).isEqualTo("active");
        assertThat(episode.at("/calls/1/method").asText()).isEqualTo("POST");
        assertThat(episode.at("/calls/1/path").asText()).isEqualTo("/sources/default/v1/relationships/episodePatient");
        assertThat(episode.at("/calls/1/body/to/id").asText()).isEqualTo("dry-1");
        assertThat(episode.at("/calls")).hasSize(2);
        assertThat(episode.at("/issue/0/severity").asText()).isEqualTo("warning");
        assertThat(episode.at("/issue/0/expression/0").asText()).isEqualTo("EpisodeOfCare.careManager");
        assertThat(results.get(1).at("/calls")).hasSize(1);
        assertThat(results.get(2).at("/status").asText()).isEqualTo("WOULD_BE_REFUSED");
        assertThat(results.get(2).at("/issue/0/details/coding/0/code").asText()).isEqualTo(Blame.SOURCE_DATA.code());
        assertThat(answer.json().path("unmapped").toString())
                .contains("{\"path\":\"EpisodeOfCare.period\",\"count\":1,\"of\":1}");
        assertThat(gateway.sandbox().stored("default", "episode")).isZero();
    }

    @Test
    void aHeaderAsksForItTooAndAnEmptyBatchIsNothing() throws Exception {
        assertThat(gateway.put(BATCH, "X-Dry-Run", "true").json().path("results"))
                .hasSize(3);
        assertThat(gateway.put("[]", "X-Dry-Run", "true").text()).isEqualTo("[]");
    }
}
