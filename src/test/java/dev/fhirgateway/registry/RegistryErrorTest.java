package dev.fhirgateway.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryErrorTest {
    @Test
    void nested_details_are_read_and_told_in_one_line() throws IOException {
        // When
        RegistryError error = RegistryError.read(400, Golden.bytes("error-nested-details.json"));

        // Then
        assertThat(error.type()).isEqualTo(ErrorType.INVALID_ARGUMENT);
        assertThat(error.details().get(1).type()).isEqualTo(ErrorType.OUT_OF_RANGE);
        assertThat(error.summary())
                .isEqualTo("INVALID_ARGUMENT: two things are wrong; data.name: is required; data.weight; is negative");
        assertThat(Golden.text(error.toJson())).isEqualTo(Golden.compact("error-nested-details.json"));
    }

    @Test
    void error_below_detail_is_unpacked() throws IOException {
        assertThat(RegistryError.read(404, Golden.bytes("error-below-detail.json")))
                .isEqualTo(RegistryError.of(ErrorType.NOT_FOUND, "no such source"));
    }

    @Test
    void error_of_the_older_product_keeps_its_fields() throws IOException {
        // When
        RegistryError error = RegistryError.read(422, Golden.bytes("error-older-product.json"));

        // Then
        assertThat(error.code()).isEqualTo(422);
        assertThat(error.summary()).isEqualTo("INVALID_ARGUMENT: not valid; name: is too short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "upstream Zzmarker failed", "<html>Zzmarker</html>", "[\"Zzmarker\"]", "\"Zzmarker\""})
    void body_that_is_no_error_object_leaves_the_status_to_speak(String body) {
        // When
        RegistryError error = RegistryError.read(503, body.getBytes(UTF_8));

        // Then
        assertThat(error.code()).isEqualTo(503);
        assertThat(error.type()).isEqualTo(ErrorType.UNAVAILABLE);
        assertThat(error.message()).contains("503", "no error object").doesNotContain("Zzmarker");
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', 400, INVALID_ARGUMENT: the registry gave no message with 400",
        "'{\"detail\":\"not here\"}', 404, NOT_FOUND: not here",
        "'{\"code\":200,\"message\":\"odd\"}', 500, INTERNAL: odd",
        "'{\"type\":\"no_such_type\",\"code\":409,\"message\":\"odd\"}', 400, ALREADY_EXISTS: odd",
        "'{\"type\":\" not_found \",\"message\":\"odd\"}', 400, NOT_FOUND: odd",
        "'{\"message\":\"a\",\"details\":[\"b\",7,{\"message\":\"c\"}]}', 403, PERMISSION_DENIED: a; b; c",
        "'{\"message\":\"a\\r\\n\\tb\"}', 400, INVALID_ARGUMENT: a b",
    })
    void half_told_errors_are_filled_up(String body, int http, String summary) {
        assertThat(RegistryError.read(http, body.getBytes(UTF_8)).summary()).isEqualTo(summary);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT",
        "401, UNAUTHENTICATED",
        "403, PERMISSION_DENIED",
        "404, NOT_FOUND",
        "405, UNIMPLEMENTED",
        "408, REQUEST_TIMEOUT",
        "409, ALREADY_EXISTS",
        "413, CONTENT_TOO_LARGE",
        "422, INVALID_ARGUMENT",
        "425, UNAVAILABLE",
        "429, RESOURCE_EXHAUSTED",
        "500, INTERNAL",
        "501, UNIMPLEMENTED",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE",
        "599, INTERNAL",
        "302, INTERNAL",
    })
    void every_status_has_a_type(int http, ErrorType type) {
        assertThat(ErrorType.ofHttpStatus(http)).isEqualTo(type);
    }

    @Test
    void words_of_the_registry_stay_out_of_what_a_log_could_show() {
        // Given
        RegistryError error = new RegistryError(
                400,
                ErrorType.INVALID_ARGUMENT,
                "Zzmarker is no name",
                List.of(RegistryError.of(ErrorType.INTERNAL, "Zzmarker")));

        // Then
        assertThat(error).hasToString("RegistryError[400 INVALID_ARGUMENT]");
    }
}
