package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.RegistryError;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxControlTest extends SandboxCase {
    private static final String TROUBLE = "/sandbox/trouble";
    private static final String BODY = "{\"data\":{\"name\":\"Zzmarker\"}}";

    private static final String TREATED_BY = "{\"from\":{\"id\":\"p1\",\"type\":\"patient\"},"
            + "\"to\":{\"id\":\"p3\",\"type\":\"practitioner\"},\"data\":{}}";

    @Test
    void script_is_put_appended_shown_and_cleared() throws Exception {
        // When
        RegistryClient.Reply put = client.put(TROUBLE, "rules:\n  - method: PUT\n    nth: 1\n    status: 503\n");

        // Then
        assertThat(put.text())
                .isEqualTo("{\"rules\":[{\"matched\":0,\"fired\":0,"
                        + "\"rule\":{\"method\":\"PUT\",\"nth\":1,\"status\":503}}]}");
        assertThat(client.put(RECORD, BODY).status()).isEqualTo(503);

        // When
        client.post(TROUBLE, "{\"status\": 429, \"retryAfter\": 2, \"times\": 1}");

        // Then
        assertThat(client.put(RECORD, BODY).status()).isEqualTo(429);
        assertThat(client.put(RECORD, BODY).status()).isEqualTo(201);
        assertThat(client.get(TROUBLE).text())
                .isEqualTo("{\"rules\":[{\"matched\":3,\"fired\":1,"
                        + "\"rule\":{\"method\":\"PUT\",\"nth\":1,\"status\":503}},{\"matched\":2,\"fired\":1,"
                        + "\"rule\":{\"status\":429,\"retry-after\":2,\"times\":1}}]}");

        // When
        client.put(TROUBLE, "status: 500");

        // Then
        assertThat(client.get(RECORD).status()).isEqualTo(500);
        assertThat(client.delete(TROUBLE).text()).isEqualTo("{\"rules\":[]}");
        assertThat(client.get(RECORD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST"})
    void broken_script_is_told_line_by_line_and_the_rules_stay(String method) throws Exception {
        // Given
        client.put(TROUBLE, "status: 503");

        // When
        RegistryClient.Reply reply = client.call(method, TROUBLE, "- status: 5\n- reset: x\n");

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().details())
                .extracting(RegistryError::message)
                .containsExactly(
                        "line 1: status: expected a whole number from 200 to 599",
                        "line 2: reset: expected before-commit or after-commit");
        assertThat(client.get(RECORD).status()).isEqualTo(503);
    }

    @Test
    void trouble_does_not_hit_the_way_out_of_it() throws Exception {
        // Given
        client.put(TROUBLE, "hang: true");

        // Then
        assertThat(client.delete(TROUBLE).status()).isEqualTo(200);
        assertThat(client.get("/health").status()).isEqualTo(200);
        assertThat(sandbox.received()).extracting(ReceivedCall::path).containsExactly("/health");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {TROUBLE, "/sandbox/received", "/sandbox/state", "/sandbox/reset", "/sandbox/x", "/sandbox/"})
    void key_is_asked_for(String path) throws Exception {
        assertThat(new RegistryClient(sandbox.url(), "wrong").get(path).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /sandbox/trouble, 405, 'DELETE, GET, POST, PUT'",
        "PUT, /sandbox/received, 405, 'DELETE, GET'",
        "DELETE, /sandbox/state, 405, GET",
        "GET, /sandbox/reset, 405, POST",
        "GET, /sandbox/other, 404, ''",
    })
    void wrong_method_and_wrong_path_are_told(String method, String path, int status, String allowed) throws Exception {
        // When
        RegistryClient.Reply reply = client.call(method, path, "");

        // Then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("allow")).isEqualTo(allowed);
        assertThat(reply.error().code()).isEqualTo(status);
    }

    @Test
    void state_counts_records_and_open_tasks() throws Exception {
        // Given
        client.put(TROUBLE, "{type: encounter, task: never}");
        client.put(PATIENTS + "/p1", BODY);
        client.put(PATIENTS + "/p2", BODY);
        client.put("/sources/clinic-north/v1/resources/practitioner/p3", BODY);
        client.post("/sources/clinic-north/v1/relationships/treated-by", TREATED_BY);
        client.put("/sources/a1/v1/resources/patient/p4", BODY);
        client.put("/sources/a1/v1/resources/encounter/e1", BODY);

        // Then
        assertThat(client.get("/sandbox/state").text())
                .isEqualTo("{\"records\":{\"a1\":{\"patient\":1},\"clinic-north\":{\"patient\":2,\"practitioner\":1}},"
                        + "\"relationships\":{\"clinic-north\":{\"treated-by\":1}},"
                        + "\"openTasks\":{\"a1\":1},\"calls\":6,\"rules\":1,\"settings\":{\"asyncTypes\":[],"
                        + "\"taskDelayMs\":2000,\"lenientIds\":false,\"legacy\":false,\"strictCatalog\":false}}");
    }

    @Test
    void reset_forgets_everything_and_starts_the_script_anew() throws Exception {
        // Given
        client.put(TROUBLE, "[{nth: 1, status: 503}, {nth: 3, task: on-time}]");
        client.put(RECORD, BODY);
        client.put(RECORD, BODY);
        client.put(RECORD, BODY);

        // When
        RegistryClient.Reply reset = client.post("/sandbox/reset", "");

        // Then
        assertThat(reset.json().path("records")).isEmpty();
        assertThat(reset.json().path("relationships")).isEmpty();
        assertThat(reset.json().path("openTasks")).isEmpty();
        assertThat(reset.json().path("calls").asInt()).isZero();
        assertThat(reset.json().path("rules").asInt()).isEqualTo(2);
        assertThat(sandbox.received()).isEmpty();
        assertThat(client.put(RECORD, BODY).status()).isEqualTo(503);
        assertThat(client.put(RECORD, BODY).status()).isEqualTo(201);
        assertThat(sandbox.received()).extracting(ReceivedCall::number).containsExactly(1, 2);
    }

    @Test
    void reset_forgets_relationships_and_purges_too() throws Exception {
        // Given
        String treatedBy = "/sources/clinic-north/v1/relationships/treated-by";
        String purge = "/sources/clinic-north/v1/purge";
        String practitioner = "/sources/clinic-north/v1/resources/practitioner/p3";
        client.put(PATIENTS + "/p1", BODY);
        client.put(practitioner, BODY);
        assertThat(client.post(treatedBy, TREATED_BY).status()).isEqualTo(201);
        String purgeId = client.post(purge, "{\"collectionType\":\"resources\",\"collectionKey\":\"patient\"}")
                .json()
                .path("taskId")
                .asText();
        assertThat(client.get(purge + "/" + purgeId).status()).isEqualTo(200);

        // When
        client.post("/sandbox/reset", "");

        // Then
        assertThat(client.get(purge + "/" + purgeId).status()).isEqualTo(404);
        client.put(PATIENTS + "/p1", BODY);
        client.put(practitioner, BODY);
        clock.move(Duration.ofDays(1));
        assertThat(client.get(PATIENTS + "/p1").status()).isEqualTo(200);
        assertThat(client.get(treatedBy + "/p1.p3").status()).isEqualTo(404);
        assertThat(client.post(treatedBy, TREATED_BY).status()).isEqualTo(201);
    }
}
