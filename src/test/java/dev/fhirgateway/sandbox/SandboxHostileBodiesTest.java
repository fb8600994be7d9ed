package dev.fhirgateway.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are out to harm: whatever comes, there is an answer in the registry's form, and the next call is served. */
class SandboxHostileBodiesTest extends SandboxCase {
    private static final int TOO_LARGE = 64 * 1024 * 1024 + 1;

    @BeforeEach
    void prepare() throws Exception {
        WriteEndpoint.prepare(client);
    }

    @ParameterizedTest
    @EnumSource
    void json_of_ten_thousand_levels_is_refused(WriteEndpoint endpoint) throws Exception {
        for (String levels : new String[] {"[".repeat(10_000), nested(10_000), "{\"data\":" + nested(10_000) + "}"}) {
            // When
            RegistryClient.Reply reply = client.call(endpoint.method, endpoint.path, levels);

            // Then
            assertRefused(reply, "body: is not JSON");
        }
        assertServed(endpoint);
    }

    @ParameterizedTest
    @EnumSource
    void text_that_is_not_utf_8_is_refused(WriteEndpoint endpoint) throws Exception {
        // Given
        byte[] latin = endpoint.body.replaceFirst("([\\[{])", "$1\"\u00e9\":1,").getBytes(ISO_8859_1);

        // Then
        assertRefused(client.callWithBytes(endpoint.method, endpoint.path, latin), "body: is not JSON");
        assertServed(endpoint);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RELATIONSHIP_PATCH")
    void key_that_one_object_has_twice_is_refused(WriteEndpoint endpoint) throws Exception {
        // Given
        String twice = endpoint.body.replaceFirst("\\{", "{\"data\":{\"a\":1,\"a\":2},");

        // Then
        assertRefused(client.call(endpoint.method, endpoint.path, twice), "body: has a key twice in one object");
        assertServed(endpoint);
    }

    @Test
    void key_that_an_operation_of_a_patch_has_twice_is_refused() throws Exception {
        assertRefused(
                client.patch(WriteEndpoint.RELATIONSHIP_PATCH.path, "[{\"path\":\"/a\",\"path\":\"/b\",\"value\":1}]"),
                "body: has a key twice in one object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"data\":{}", "{\"data\":{}}}", "{'data':{}}", "{\"data\":{\"a\":NaN}}", "\u0000"
            })
    void broken_json_is_refused_at_every_endpoint(String body) throws Exception {
        for (WriteEndpoint endpoint : WriteEndpoint.values()) {
            assertRefused(client.call(endpoint.method, endpoint.path, body), "body: is not JSON");
        }
    }

    @ParameterizedTest
    @EnumSource
    void body_over_the_limit_is_refused_before_it_is_read(WriteEndpoint endpoint) throws Exception {
        // Given
        String head = endpoint.method + " " + endpoint.path + " HTTP/1.1\r\nHost: x\r\nX-Clinia-API-Key: sandbox\r\n"
                + "Content-Length: " + TOO_LARGE + "\r\n\r\n";

        // When
        String answer;
        try (Socket socket = new Socket(sandbox.url().getHost(), sandbox.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            answer = readUntil(socket.getInputStream(), "}");
        }

        // Then
        assertThat(answer)
                .startsWith("HTTP/1.1 413 ")
                .endsWith("{\"code\":413,\"type\":\"CONTENT_TOO_LARGE\","
                        + "\"message\":\"the body is larger than 67108864 bytes\"}");
        assertServed(endpoint);
    }

    @Test
    void data_as_deep_as_can_be_read_is_stored_and_shown() throws Exception {
        // Given
        String data = nested(999);

        // When
        RegistryClient.Reply stored = client.put(RECORD, "{\"data\":" + data + "}");

        // Then
        assertThat(stored.status()).isEqualTo(201);
        assertThat(stored.text()).contains(data);
        assertThat(client.get(RECORD).text()).contains(data);
        assertThat(client.put(RECORD, "{\"data\":" + nested(1_000) + "}").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST"})
    void script_of_trouble_may_be_as_hostile(String method) throws Exception {
        for (String script : new String[] {"[".repeat(10_000), nested(10_000), "{\"status\":" + nested(10_000) + "}"}) {
            assertThat(client.call(method, "/sandbox/trouble", script).status()).isEqualTo(400);
        }
        assertThat(client.get("/sandbox/trouble").text()).isEqualTo("{\"rules\":[]}");
    }

    @Test
    void query_parameters_that_nobody_knows_are_passed_over() throws Exception {
        for (WriteEndpoint endpoint : WriteEndpoint.values()) {
            assertThat(client.call(endpoint.method, endpoint.path + "?pretty=true&x=%20&x", endpoint.body)
                            .status())
                    .as(endpoint.name())
                    .isBetween(200, 202);
        }
        assertThat(client.get(WriteEndpoint.ROOT + "?_format=xml").status()).isEqualTo(200);
        String relationship = WriteEndpoint.LIKES + "/pat-0.pat-0";
        assertThat(client.get(relationship + "?includes=from").text())
                .isEqualTo(client.get(relationship).text());
    }

    /** The connection stays open for what the head has promised. */
    private static String readUntil(InputStream in, String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(UTF_8).endsWith(end)) {
            int next = in.read();
            assertThat(next).as(read.toString(UTF_8)).isNotNegative();
            read.write(next);
        }
        return read.toString(UTF_8);
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    private static void assertRefused(RegistryClient.Reply reply, String detail) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text())
                .isEqualTo("{\"code\":400,\"type\":\"INVALID_ARGUMENT\",\"message\":\"the request is not valid\","
                        + "\"details\":[{\"code\":400,\"type\":\"INVALID_ARGUMENT\",\"message\":\"" + detail + "\"}]}");
    }

    private void assertServed(WriteEndpoint endpoint) throws Exception {
        assertThat(client.call(endpoint.method, endpoint.path, endpoint.body).status())
                .isEqualTo(endpoint.status);
    }
}
