package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SandboxBodiesTest extends SandboxCase {
    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("", "body: is not JSON"),
                Arguments.of("Zzmarker", "body: is not JSON"),
                Arguments.of("{\"data\":{}} Zzmarker", "body: is not JSON"),
                Arguments.of("[{\"data\":{}}]", "body: is not a JSON object"),
                Arguments.of("{}", "data: is required"),
                Arguments.of("{\"data\":\"Zzmarker\"}", "data: is not an object"),
                Arguments.of("{\"data\":null}", "data: is not an object"),
                Arguments.of("{\"data\":{},\"extra\":1}", "extra: is not a property of this request"),
                Arguments.of("{\"data\":{},\"id\":\"pat-77\"}", "id: is not a property of this request"),
                Arguments.of("{\"data\":{},\"meta\":[]}", "meta: is not an object"),
                Arguments.of("{\"data\":{},\"meta\":{\"source\":\"x\"}}", "meta.source: cannot be written"),
                Arguments.of(
                        "{\"data\":{},\"meta\":{\"createdAt\":\"Zzmarker\"}}",
                        "meta.createdAt: is not a date and time"),
                Arguments.of("{\"data\":{},\"meta\":{\"updatedAt\":7}}", "meta.updatedAt: is not a date and time"),
                Arguments.of("{\"data\":{},\"meta\":{\"identifier\":{}}}", "meta.identifier: is not an array"),
                Arguments.of("{\"data\":{},\"meta\":{\"identifier\":[1]}}", "meta.identifier[0]: is not an object"),
                Arguments.of(
                        "{\"data\":{},\"meta\":{\"identifier\":[{\"value\":1}]}}",
                        "meta.identifier[0].value: is not a string"),
                Arguments.of(
                        "{\"data\":{},\"meta\":{\"identifier\":[{\"period\":{\"from\":\"2020\"}}]}}",
                        "meta.identifier[0].period.from: cannot be written"),
                Arguments.of("{\"data\":{},\"contained\":[]}", "contained: is not an object"),
                Arguments.of("{\"data\":{},\"contained\":{\"contact\":{}}}", "contained.contact: is not an array"),
                Arguments.of(
                        "{\"data\":{},\"contained\":{\"contact\":[{\"id\":\"c1\",\"type\":\"contact\"}]}}",
                        "contained.contact[0].data: is required"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void bad_body_is_an_invalid_argument_with_the_place_and_never_quoted(String body, String detail) throws Exception {
        // When
        RegistryClient.Reply reply = client.put(RECORD, body);

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().type()).isEqualTo(ErrorType.INVALID_ARGUMENT);
        assertThat(reply.error().details()).extracting(RegistryError::message).containsExactly(detail);
        assertThat(reply.text()).doesNotContain("Zzmarker");
        assertThat(sandbox.stored("clinic-north", "patient")).isZero();
    }

    @Test
    void all_that_is_wrong_is_told_at_once() throws Exception {
        // Given
        String future = clock.instant().plusSeconds(3_600).toString();
        String body = "{\"more\":1,\"meta\":{\"updatedAt\":\"" + future + "\",\"identifier\":["
                + "{\"system\":\"mdm\",\"value\":\"Zzmarker\",\"use\":\"source\"},"
                + "{\"system\":\"mdm\",\"value\":\"Zzmarker\",\"use\":\"source\"}]},"
                + "\"contained\":{\"contact\":[{}]}}";

        // When
        RegistryClient.Reply reply = client.put("/sources/_/v1/resources/patient/a.b", body);

        // Then
        assertThat(reply.error().details())
                .extracting(RegistryError::message)
                .containsExactlyInAnyOrder(
                        "sourceKey: does not match ^[a-zA-Z0-9-][\\w-]{0,61}$",
                        "id: does not match ^[a-zA-Z0-9-][\\w-]{1,92}$",
                        "more: is not a property of this request",
                        "meta.updatedAt: is given without meta.createdAt",
                        "meta.updatedAt: is in the future",
                        "meta.identifier[1]: has the system, use and value of meta.identifier[0]",
                        "meta.identifier[0].use: is the reserved word \"source\"",
                        "meta.identifier[1].use: is the reserved word \"source\"",
                        "meta.identifier[0].system: is the reserved word \"mdm\"",
                        "meta.identifier[1].system: is the reserved word \"mdm\"",
                        "contained.contact[0].id: is required",
                        "contained.contact[0].type: is required",
                        "contained.contact[0].data: is required",
                        "data: is required");
        assertThat(reply.error().message()).isEqualTo("14 things are wrong");
        assertThat(reply.text()).doesNotContain("Zzmarker");
    }

    @Test
    void eight_levels_of_contained_are_taken_and_nine_are_not() throws Exception {
        // When
        RegistryClient.Reply eight =
                client.put("/sources/deep/v1/resources/patient/pat-77", "{\"data\":{}" + nested(8) + "}");
        RegistryClient.Reply nine =
                client.put("/sources/deep/v1/resources/patient/pat-77", "{\"data\":{}" + nested(9) + "}");

        // Then
        assertThat(eight.status()).isEqualTo(201);
        assertThat(nine.status()).isEqualTo(400);
        assertThat(nine.error().summary()).endsWith("is nested deeper than 8");
    }

    private static String nested(int levels) {
        return levels == 0
                ? ""
                : ",\"contained\":{\"part\":[{\"id\":\"p1\",\"type\":\"part\",\"data\":{}" + nested(levels - 1) + "}]}";
    }
}
