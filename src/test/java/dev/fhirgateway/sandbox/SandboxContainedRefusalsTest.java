package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxContainedRefusalsTest extends SandboxCase {
    private static final String CONTACT = "{\"type\":\"contact\",\"data\":{\"name\":\"Zzmarker\"}}";

    @ParameterizedTest
    @ValueSource(strings = {"/contact/c1", "/contact/c1/phone/p1"})
    void missing_parent_is_not_found(String path) throws Exception {
        // Given
        client.put(PATIENTS + "/pat-78", "{\"data\":{}}");

        // Then
        assertThat(client.put(RECORD + path, CONTACT).status()).isEqualTo(404);
        assertThat(client.delete(RECORD + path).status()).isEqualTo(404);
        assertThat(client.post(PATIENTS + "/pat-78/contact/c1/phone", CONTACT)
                        .error()
                        .type())
                .isEqualTo(ErrorType.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /contact, does not end at an id",
        "POST, /contact/c1, does not end at a contain key",
        "DELETE, /contact, does not end at an id",
        "PUT, /contact/c1/phone, does not end at an id"
    })
    void bad_path_is_an_invalid_argument(String method, String path, String reason) throws Exception {
        // When
        RegistryClient.Reply reply = client.call(method, RECORD + path, CONTACT);

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().details().get(0).message()).isEqualTo("nestedContainsPath: " + reason);
    }

    @Test
    void bad_body_is_an_invalid_argument_with_every_place_and_never_quoted() throws Exception {
        // Given
        client.put(RECORD, "{\"data\":{}}");

        // When
        RegistryClient.Reply reply = client.put(RECORD + "/contact/c1", "{\"data\":\"Zzmarker\"}");

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().details())
                .extracting(detail -> detail.message())
                .containsExactly("type: is required", "data: is not an object");
        assertThat(reply.text()).doesNotContain("Zzmarker");
        assertThat(client.put("/sources/clinic-north/v1/resources/bulk/b-1/contact/c1", CONTACT)
                        .status())
                .isEqualTo(400);
    }
}
