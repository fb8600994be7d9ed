package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxMediaTypeTest extends SandboxCase {
    private static final String REFUSAL =
            "{\"code\":400,\"type\":\"INVALID_ARGUMENT\",\"message\":\"the request is not valid\","
                    + "\"details\":[{\"code\":400,\"type\":\"INVALID_ARGUMENT\","
                    + "\"message\":\"Content-Type: is not application/json in UTF-8\"}]}";

    @BeforeEach
    void prepare() throws Exception {
        WriteEndpoint.prepare(client);
    }

    @ParameterizedTest
    @EnumSource
    void body_that_is_called_something_else_is_refused_at_every_endpoint(WriteEndpoint endpoint) throws Exception {
        // Given
        JsonNode before = client.get("/sandbox/state").json();

        // When
        RegistryClient.Reply reply =
                client.callWithType(endpoint.method, endpoint.path, endpoint.body, "application/xml");

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).isEqualTo(REFUSAL);
        assertThat(client.get("/sandbox/state").json().path("records")).isEqualTo(before.path("records"));
    }

    @ParameterizedTest
    @EnumSource
    void json_is_taken_at_every_endpoint(WriteEndpoint endpoint) throws Exception {
        assertThat(client.callWithType(endpoint.method, endpoint.path, endpoint.body, "application/json")
                        .status())
                .isEqualTo(endpoint.status);
    }

    @ParameterizedTest
    @EnumSource
    void body_that_is_called_nothing_is_taken_at_every_endpoint(WriteEndpoint endpoint) throws Exception {
        assertThat(client.call(endpoint.method, endpoint.path, endpoint.body).status())
                .isEqualTo(endpoint.status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=\"UTF-8\"",
                "application/json ; x=1; charset=utf-8",
                "application/fhir+json; fhirVersion=4.0",
                "application/json-patch+json"
            })
    void json_may_be_called_by_any_of_its_names(String mediaType) throws Exception {
        assertThat(client.callWithType("PUT", RECORD, "{\"data\":{}}", mediaType)
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=iso-8859-1",
                "application/json; x=1; charset=utf-16",
                "application/jsonp",
                "application/a/b+json",
                "json"
            })
    void everything_else_is_no_json(String mediaType) throws Exception {
        // When
        RegistryClient.Reply reply = client.callWithType("PUT", RECORD, "{\"data\":{}}", mediaType);

        // Then
        assertThat(reply.text()).isEqualTo(REFUSAL);
        assertThat(sandbox.stored("clinic-north", "patient")).isEqualTo(1);
    }

    @Test
    void call_without_a_body_may_say_what_it_likes() throws Exception {
        assertThat(client.callWithType("GET", WriteEndpoint.ROOT, "", "text/plain")
                        .status())
                .isEqualTo(200);
        assertThat(client.callWithType("DELETE", WriteEndpoint.ROOT, "", "text/plain")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void key_is_asked_for_before_the_media_type() throws Exception {
        assertThat(new RegistryClient(sandbox.url(), "wrong")
                        .callWithType("PUT", RECORD, "{\"data\":{}}", "text/plain")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void script_of_trouble_may_be_called_anything() throws Exception {
        assertThat(client.callWithType("PUT", "/sandbox/trouble", "status: 503", "application/yaml")
                        .status())
                .isEqualTo(200);
    }
}
