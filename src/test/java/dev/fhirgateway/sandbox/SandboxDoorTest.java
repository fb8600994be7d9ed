package dev.fhirgateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxDoorTest extends SandboxCase {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Sandbox", "sandbox2"})
    void call_without_the_right_key_is_unauthenticated(String key) throws Exception {
        // When
        RegistryClient.Reply reply = new RegistryClient(sandbox.url(), key).put(RECORD, "{\"data\":{}}");

        // Then
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.error().type()).isEqualTo(ErrorType.UNAUTHENTICATED);
        assertThat(reply.error().code()).isEqualTo(401);
        assertThat(sandbox.stored("clinic-north", "patient")).isZero();
    }

    @Test
    void health_asks_for_no_key() throws Exception {
        // When
        RegistryClient.Reply reply = new RegistryClient(sandbox.url(), null).get("/health");

        // Then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/sources/clinic-north/v1/objects/x",
                "/sources/clinic-north",
                "/partitions/search/v1/collections/patient"
            })
    void path_that_is_not_there_is_not_found(String path) throws Exception {
        // When
        RegistryClient.Reply reply = client.get(path);

        // Then
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.error().summary()).isEqualTo("NOT_FOUND: there is nothing at this path");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, " + RECORD + ", 'DELETE, GET, PUT'",
        "PATCH, " + RECORD + ", 'DELETE, GET, PUT'",
        "GET, " + RECORD + "/contact/c1, 'DELETE, POST, PUT'",
        "GET, " + RECORD + "/contact, 'DELETE, POST, PUT'",
        "GET, /sources/clinic-north/v1/resources/bulk, POST",
        "PUT, /sources/clinic-north/v1/resources/bulk/bk_1, GET",
        "DELETE, " + PATIENTS + ", 'GET, POST'",
        "PUT, /sources/clinic-north/v1/tasks/s_1, GET",
        "PUT, /sources/clinic-north/v1/relationships/works-at, POST",
        "PUT, /sources/clinic-north/v1/relationships/works-at/a1.b1, 'DELETE, GET, PATCH'",
        "PUT, /partitions/search/v1/collections/patient/resources/pat-77, GET",
        "DELETE, /partitions/search/v1/relationships/works-at/a1.b1, GET",
        "POST, /health, GET",
    })
    void wrong_method_is_told_the_right_ones(String method, String path, String allowed) throws Exception {
        // When
        RegistryClient.Reply reply = client.call(method, path, "{\"data\":{}}");

        // Then
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo(allowed);
        assertThat(reply.error().code()).isEqualTo(405);
        assertThat(reply.error().message()).contains(allowed);
    }

    @Test
    void path_with_a_broken_escape_is_an_invalid_argument() throws Exception {
        // Given
        String request = "GET " + PATIENTS + "/%zz HTTP/1.1\r\nHost: x\r\nX-Clinia-API-Key: sandbox\r\n"
                + "Connection: close\r\n\r\n";

        // When
        String answer;
        try (Socket socket = new Socket(sandbox.url().getHost(), sandbox.port())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
        }

        // Then
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"type\":\"INVALID_ARGUMENT\"");
    }
}
