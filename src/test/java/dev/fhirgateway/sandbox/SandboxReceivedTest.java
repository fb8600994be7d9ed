package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxReceivedTest extends SandboxCase {
    private static final String BODY = "{\"data\":{\"name\":\"Zzmarker\"}}";

    @BeforeEach
    void threeCalls() throws Exception {
        client.put(RECORD, BODY);
        clock.move(Duration.ofSeconds(1));
        client.get("/sources/clinic-south/v1/resources/encounter/e1");
        sandbox.trouble(TroubleScript.read("{method: DELETE, reset: after-commit}"));
        assertThatIOException().isThrownBy(() -> client.delete(RECORD));
    }

    @Test
    void calls_are_shown_with_what_they_were_answered() throws Exception {
        // When
        JsonNode shown = client.get("/sandbox/received").json();

        // Then
        assertThat(shown.path("total").asInt()).isEqualTo(3);
        assertThat(shown.has("next")).isFalse();
        JsonNode first = shown.path("calls").path(0);
        assertThat(first.path("durationMs").asDouble()).isPositive();
        assertThat(first)
                .hasToString("{\"number\":1,\"time\":\"2026-01-01T12:00:00Z\",\"method\":\"PUT\",\"path\":\"" + RECORD
                        + "\",\"status\":201,\"durationMs\":" + first.path("durationMs") + ",\"bodyBytes\":28}");
        assertThat(shown.path("calls").path(1).path("status").asInt()).isEqualTo(404);
        assertThat(shown.path("calls").path(1).path("time").asText()).isEqualTo("2026-01-01T12:00:01Z");
        assertThat(shown.path("calls").path(2).has("status")).isFalse();
        assertThat(shown.path("calls").path(2).has("durationMs")).isTrue();
    }

    @Test
    void bodies_are_shown_when_asked_for() throws Exception {
        assertThat(client.get("/sandbox/received").text()).doesNotContain("Zzmarker");
        assertThat(client.get("/sandbox/received?bodies=true")
                        .json()
                        .path("calls")
                        .path(0)
                        .path("body")
                        .asText())
                .isEqualTo(BODY);
    }

    @ParameterizedTest
    @CsvSource({
        "from=2, '2,3', ",
        "limit=2, '1,2', 3",
        "limit=1&from=2, 2, 3",
        "method=put, 1, ",
        "type=patient, '1,3', ",
        "type=enc*, 2, ",
        "path=/sources/*/v1/resources/patient/**, '1,3', ",
        "path=/sources/**&method=GET, 2, ",
        "type=other, '', ",
    })
    void calls_are_filtered_and_paged(String query, String numbers, Integer next) throws Exception {
        // When
        JsonNode shown = client.get("/sandbox/received?" + query).json();

        // Then
        assertThat(String.join(",", shown.path("calls").findValuesAsText("number")))
                .isEqualTo(numbers);
        assertThat(shown.path("next").asInt()).isEqualTo(next == null ? 0 : next);
    }

    @Test
    void paging_that_makes_no_sense_is_refused() throws Exception {
        assertThat(client.get("/sandbox/received?from=0&limit=1001").error().summary())
                .contains("from: is not a number from 1", "limit: is not a number from 1 to 1000");
    }

    @Test
    void calls_can_be_forgotten_and_later_ones_are_numbered_on() throws Exception {
        // When
        client.delete("/sandbox/received");
        client.get("/health");

        // Then
        assertThat(sandbox.received()).extracting(ReceivedCall::number).containsExactly(4);
        assertThat(client.get("/sandbox/received").json().path("total").asInt()).isEqualTo(4);
        assertThat(sandbox.received().get(0).status()).hasValue(200);
    }
}
