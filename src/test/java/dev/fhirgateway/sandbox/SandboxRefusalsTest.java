package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.MovableClock;
import dev.fhirgateway.registry.CatalogPaths;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What bad input is answered, to the letter; and that nothing of it is stored. */
class SandboxRefusalsTest extends SandboxCase {
    private static final String SOURCE = "/sources/clinic-north/v1";
    private static final String FUTURE = MovableClock.START.plusSeconds(3_600).toString();

    @Override
    SandboxOptions options() {
        return super.options().withStrictCatalog(true);
    }

    @BeforeEach
    void define() throws Exception {
        client.put(CatalogPaths.source("clinic-north"), "{\"type\":\"registry\"}");
        client.put(
                CatalogPaths.profile("clinic-north", "patient"),
                "{\"type\":\"ROOT\",\"properties\":{\"born\":{\"type\":\"date\",\"rules\":[{\"required\":true}]}}}");
        client.put(
                CatalogPaths.relationshipDefinition("clinic-north", "knows"),
                "{\"from\":{\"profileKey\":\"patient\",\"includeKey\":\"a\",\"cardinality\":\"0:*\"},"
                        + "\"to\":{\"profileKey\":\"patient\",\"includeKey\":\"b\",\"cardinality\":\"0:*\"}}");
        client.put(SOURCE + "/resources/patient/pat-0", "{\"data\":{\"born\":\"1950\"}}");
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                Arguments.of(
                        "unknown source",
                        "PUT",
                        "/sources/clinic-west/v1/resources/patient/pat-1",
                        "{\"data\":{}}",
                        error(404, "NOT_FOUND", "there is no such source")),
                Arguments.of(
                        "unknown type",
                        "PUT",
                        SOURCE + "/resources/letter/let-1",
                        "{\"data\":{}}",
                        error(404, "NOT_FOUND", "there is no such resource type")),
                Arguments.of(
                        "unknown relationship type",
                        "POST",
                        SOURCE + "/relationships/likes",
                        ends("pat-0", "pat-0"),
                        error(404, "NOT_FOUND", "there is no such relationship type")),
                Arguments.of(
                        "broken profile",
                        "PUT",
                        SOURCE + "/resources/patient/pat-1",
                        "{\"data\":{\"name\":\"Zzmarker\"}}",
                        error(
                                400,
                                "INVALID_ARGUMENT",
                                "2 things are wrong",
                                invalid("name: is not a property of the profile"),
                                invalid("born: is required"))),
                Arguments.of(
                        "broken JSON",
                        "PUT",
                        SOURCE + "/resources/patient/pat-1",
                        "{\"data\":{\"name\":\"Zzmarker",
                        invalidRequest("body: is not JSON")),
                Arguments.of(
                        "id outside the pattern",
                        "PUT",
                        SOURCE + "/resources/patient/Zzmarker.1",
                        "{\"data\":{}}",
                        invalidRequest("id: does not match ^[a-zA-Z0-9-][\\\\w-]{1,92}$")),
                Arguments.of(
                        "updatedAt without createdAt",
                        "PUT",
                        SOURCE + "/resources/patient/pat-1",
                        meta("\"updatedAt\":\"2020-01-01T00:00:00Z\""),
                        invalidRequest("meta.updatedAt: is given without meta.createdAt")),
                Arguments.of(
                        "updatedAt before createdAt",
                        "PUT",
                        SOURCE + "/resources/patient/pat-1",
                        meta("\"createdAt\":\"2021-01-01T00:00:00Z\",\"updatedAt\":\"2020-01-01T00:00:00Z\""),
                        invalidRequest("meta.updatedAt: is before meta.createdAt")),
                Arguments.of(
                        "future time",
                        "PUT",
                        SOURCE + "/resources/patient/pat-1",
                        meta("\"createdAt\":\"" + FUTURE + "\""),
                        invalidRequest("meta.createdAt: is in the future")),
                Arguments.of(
                        "doubled identifier",
                        "PUT",
                        SOURCE + "/resources/patient/pat-1",
                        meta("\"identifier\":[{\"system\":\"urn:x\",\"value\":\"Zzmarker\"},"
                                + "{\"system\":\"urn:x\",\"value\":\"Zzmarker\",\"id\":\"2\"}]"),
                        invalidRequest("meta.identifier[1]: has the system, use and value of meta.identifier[0]")),
                Arguments.of(
                        "reserved use",
                        "PUT",
                        SOURCE + "/resources/patient/pat-1",
                        meta("\"identifier\":[{\"value\":\"Zzmarker\",\"use\":\"source\"}]"),
                        invalidRequest("meta.identifier[0].use: is the reserved word \\\"source\\\"")),
                Arguments.of(
                        "reserved system",
                        "PUT",
                        SOURCE + "/resources/patient/pat-1",
                        meta("\"identifier\":[{\"system\":\"mdm\",\"value\":\"Zzmarker\"}]"),
                        invalidRequest("meta.identifier[0].system: is the reserved word \\\"mdm\\\"")),
                Arguments.of(
                        "relationship to nowhere",
                        "POST",
                        SOURCE + "/relationships/knows",
                        ends("pat-0", "Zzmarker"),
                        error(
                                400,
                                "FAILED_PRECONDITION",
                                "a relationship needs a record at both of its ends",
                                error(404, "NOT_FOUND", "to: there is no such record"))),
                Arguments.of(
                        "relationship between the wrong types",
                        "POST",
                        SOURCE + "/relationships/knows",
                        ends("pat-0", "pat-0").replaceFirst("patient", "doctor"),
                        invalidRequest("from.type: is not patient")),
                Arguments.of(
                        "bundle over the limit",
                        "POST",
                        SOURCE + "/bundle",
                        " ".repeat(BatchCase.MAX_BUNDLE_BYTES + 1),
                        error(413, "CONTENT_TOO_LARGE", "the bundle is larger than 512000 bytes")),
                Arguments.of(
                        "bundle without operations",
                        "POST",
                        SOURCE + "/bundle",
                        "{}",
                        invalidRequest("body: holds no operation")),
                Arguments.of(
                        "bulk request without operations",
                        "POST",
                        SOURCE + "/resources/bulk",
                        "{\"operations\":[]}",
                        invalidRequest("operations: is empty")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badInput")
    void bad_input_is_refused_in_these_words_and_leaves_no_trace(
            String what, String method, String path, String body, String answer) throws Exception {
        // Given
        String before = content();

        // When
        RegistryClient.Reply reply = client.call(method, path, body);

        // Then
        assertThat(reply.text()).as(what).isEqualTo(answer).doesNotContain("Zzmarker");
        assertThat(reply.status()).isEqualTo(reply.error().code());
        assertThat(content()).isEqualTo(before);
    }

    private String content() throws Exception {
        JsonNode state = client.get("/sandbox/state").json();
        return String.join(
                " ",
                state.path("records").toString(),
                state.path("relationships").toString(),
                state.path("openTasks").toString());
    }

    private static String meta(String content) {
        return "{\"data\":{\"born\":\"1950\"},\"meta\":{" + content + "}}";
    }

    private static String ends(String from, String to) {
        return "{\"from\":{\"type\":\"patient\",\"id\":\"" + from + "\"},\"to\":{\"type\":\"patient\",\"id\":\"" + to
                + "\"}}";
    }

    private static String invalidRequest(String detail) {
        return error(400, "INVALID_ARGUMENT", "the request is not valid", invalid(detail));
    }

    private static String invalid(String message) {
        return error(400, "INVALID_ARGUMENT", message);
    }

    private static String error(int code, String type, String message, String... details) {
        return "{\"code\":" + code + ",\"type\":\"" + type + "\",\"message\":\"" + message + "\""
                + (details.length == 0 ? "" : ",\"details\":[" + String.join(",", details) + "]") + "}";
    }
}
