package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.trouble.TroubleScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxScriptStatusTest extends SandboxCase {
    private static final String BODY = "{\"data\":{\"name\":\"Zzmarker\"}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|1",
                "Thu, 01 Jan 2026 12:00:09 GMT|Thu, 01 Jan 2026 12:00:09 GMT",
                "date+90s|Thu, 01 Jan 2026 12:01:30 GMT",
            })
    void status_is_answered_with_its_pause_and_nothing_is_stored(String pause, String header) throws Exception {
        // Given
        script("{status: 503, retry-after: '" + pause + "'}");

        // When
        RegistryClient.Reply reply = client.put(RECORD, BODY);

        // Then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).isEqualTo(header);
        assertThat(reply.error().summary()).isEqualTo("UNAVAILABLE: the sandbox was told to fail");
        assertThat(stored()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{status: 502, body: <html>bad gateway</html>, content-type: text/html}|502|text/html"
                        + "|<html>bad gateway</html>",
                "{status: 400, body: {code: 400, type: OUT_OF_RANGE}}|400|application/json"
                        + "|{\"code\":400,\"type\":\"OUT_OF_RANGE\"}",
                "{status: 200, body: signed in}|200|text/plain; charset=utf-8|signed in",
                "{status: 500, body: }|500|text/plain; charset=utf-8|''",
            })
    void status_may_have_a_body_of_its_own(String rule, int status, String type, String body) throws Exception {
        // Given
        script(rule);

        // When
        RegistryClient.Reply reply = client.put(RECORD, BODY);

        // Then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("content-type")).isEqualTo(type);
        assertThat(reply.text()).isEqualTo(body);
        assertThat(stored()).isZero();
    }

    @Test
    void status_that_has_no_body_by_http_gets_none() throws Exception {
        // Given
        script("{status: 304}");

        // Then
        assertThat(client.get(RECORD).text()).isEmpty();
        assertThat(client.get(RECORD).status()).isEqualTo(304);
    }

    private void script(String text) {
        sandbox.trouble(TroubleScript.read(text));
    }

    private int stored() {
        return sandbox.stored("clinic-north", "patient");
    }
}
