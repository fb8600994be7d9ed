package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The endpoints of the table in {@code source 004}, and those for many records: each with every status it can answer. */
class SandboxStatusTableTest extends SandboxCase {
    private static final String NOTHING = "-";
    private static final String SOURCE = "/sources/clinic-north/v1/";
    private static final String LATER = "task=on-time";
    private static final String ENDS =
            "\"from\":{\"type\":\"patient\",\"id\":\"pat-0\"},\"to\":{\"type\":\"patient\",\"id\":";
    private static final String BULK_OF = "{\"operations\":[";
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("data", "{\"data\":{}}"),
            Map.entry("data with id", "{\"id\":\"pat-0\",\"data\":{}}"),
            Map.entry("no data", "{}"),
            Map.entry("contact", "{\"type\":\"contact\",\"data\":{}}"),
            Map.entry("ends", "{" + ENDS + "\"pat-0\"}}"),
            Map.entry("ends nowhere", "{" + ENDS + "\"nobody\"}}"),
            Map.entry("patch", "[{\"path\":\"/a\",\"value\":1}]"),
            Map.entry("no patch", "{}"),
            Map.entry("operations", BULK_OF + BatchCase.upsert("patient", "pat-1") + "]}"),
            Map.entry("no operations", BULK_OF + "]}"),
            Map.entry("bundle that creates", BatchCase.bundle(BatchCase.create("patient", "pat-1"), "")),
            Map.entry("bundle that updates", BatchCase.bundle(BatchCase.upsert("patient", "pat-0"), "")),
            Map.entry("bundle of what is there", BatchCase.bundle(BatchCase.create("patient", "pat-0"), "")),
            Map.entry("bundle of nobody", BatchCase.bundle(BatchCase.delete("patient", "nobody"), "")),
            Map.entry("empty bundle", BatchCase.bundle("", "")),
            Map.entry("large bundle", " ".repeat(BatchCase.MAX_BUNDLE_BYTES) + BatchCase.bundle("", "")),
            Map.entry("purge", BatchCase.purge("resources", "patient")),
            Map.entry("purge of objects", BatchCase.purge("objects", "letter")),
            Map.entry("purge of anything", BatchCase.purge("anything", "letter")),
            Map.entry(NOTHING, ""));

    @Override
    SandboxOptions options() {
        return super.options().withSourceApiKeys(Map.of("clinic-south", "south-key"));
    }

    @BeforeEach
    void store() throws Exception {
        client.put(SOURCE + "resources/patient/pat-0", "{\"data\":{}}");
        client.put(SOURCE + "resources/patient/pat-0/contact/c0", "{\"type\":\"contact\",\"data\":{}}");
        client.post(SOURCE + "relationships/likes", "{" + ENDS + "\"pat-0\"}}");
    }

    @ParameterizedTest(name = "{0} {1} with {2}: {3}")
    @CsvSource({
        "POST, resources/patient, data, 201",
        "PUT, resources/patient/pat-1, data, 201",
        "PUT, resources/patient/pat-0, data, 200",
        "DELETE, resources/patient/pat-0, -, 200",
        "POST, relationships/knows, ends, 201",
        "PATCH, relationships/likes/pat-0.pat-0, patch, 200",
        "DELETE, relationships/likes/pat-0.pat-0, -, 200",
        "PUT, resources/patient/pat-0/contact/c1, contact, 201",
        "PUT, resources/patient/pat-0/contact/c0, contact, 200",
        "POST, resources/patient/pat-0/contact, contact, 201",
        "DELETE, resources/patient/pat-0/contact/c0, -, 200",
        "POST, bundle, bundle that creates, 201",
        "POST, bundle, bundle that updates, 200",
    })
    void done_at_once(String method, String path, String body, int status) throws Exception {
        // When
        RegistryClient.Reply reply = call(method, path, body, null);

        // Then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("status").asText()).isEqualTo("PERSISTED");
        assertThat(client.get(SOURCE + "tasks/" + taskId(reply)).task().status())
                .hasToString("SUCCESS");
    }

    @ParameterizedTest(name = "{0} {1} with {2}: 202")
    @CsvSource({
        "POST, resources/patient, data",
        "PUT, resources/patient/pat-1, data",
        "DELETE, resources/patient/pat-0, -",
        "POST, relationships/knows, ends",
        "PATCH, relationships/likes/pat-0.pat-0, patch",
        "DELETE, relationships/likes/pat-0.pat-0, -",
        "PUT, resources/patient/pat-0/contact/c1, contact",
        "POST, resources/patient/pat-0/contact, contact",
        "DELETE, resources/patient/pat-0/contact/c0, -",
        "POST, resources/bulk, operations",
        "POST, bundle, bundle that creates",
        "POST, purge, purge",
    })
    void accepted_and_done_by_a_task(String method, String path, String body) throws Exception {
        // Given
        String before = content();

        // When
        RegistryClient.Reply reply = call(method, path, body, LATER);

        // Then
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("status").asText()).isEqualTo("ACCEPTED");
        assertThat(reply.json().has("resource")).isFalse();
        assertThat(content()).isEqualTo(before);
        assertThat(client.get(SOURCE + "tasks/" + taskId(reply)).task().status())
                .hasToString("PENDING");
        clock.move(options().taskDelay());
        assertThat(client.get(SOURCE + "tasks/" + taskId(reply)).task().status())
                .hasToString("SUCCESS");
    }

    @ParameterizedTest(name = "{0} {1} with {2}: {3}")
    @CsvSource({
        "POST, resources/patient, no data, 400, INVALID_ARGUMENT",
        "POST, resources/bulk/x, data, 405, UNIMPLEMENTED",
        "POST, resources/patient, data with id, 409, ALREADY_EXISTS",
        "PUT, resources/patient/pat-1, no data, 400, INVALID_ARGUMENT",
        "PUT, resources/patient/a.b, data, 400, INVALID_ARGUMENT",
        "DELETE, resources/patient/a.b, -, 400, INVALID_ARGUMENT",
        "DELETE, resources/patient/nobody, -, 404, NOT_FOUND",
        "POST, relationships/knows, no data, 400, INVALID_ARGUMENT",
        "POST, relationships/knows, ends nowhere, 400, FAILED_PRECONDITION",
        "POST, relationships/likes, ends, 409, ALREADY_EXISTS",
        "PATCH, relationships/likes/pat-0.pat-0, no patch, 400, INVALID_ARGUMENT",
        "PATCH, relationships/likes/pat-0, patch, 400, INVALID_ARGUMENT",
        "PATCH, relationships/knows/pat-0.pat-0, patch, 404, NOT_FOUND",
        "PUT, relationships/likes/pat-0.pat-0, ends, 405, UNIMPLEMENTED",
        "DELETE, relationships/likes/pat-0, -, 400, INVALID_ARGUMENT",
        "DELETE, relationships/knows/pat-0.pat-0, -, 404, NOT_FOUND",
        "PUT, resources/patient/pat-0/contact, contact, 400, INVALID_ARGUMENT",
        "PUT, resources/patient/pat-0/contact/c1, no data, 400, INVALID_ARGUMENT",
        "PUT, resources/patient/nobody/contact/c1, contact, 404, NOT_FOUND",
        "PUT, resources/patient/pat-0/contact/nobody/phone/p1, contact, 404, NOT_FOUND",
        "POST, resources/patient/pat-0/contact/c0, contact, 400, INVALID_ARGUMENT",
        "POST, resources/patient/nobody/contact, contact, 404, NOT_FOUND",
        "DELETE, resources/patient/pat-0/contact, -, 400, INVALID_ARGUMENT",
        "DELETE, resources/patient/pat-0/contact/nobody, -, 404, NOT_FOUND",
        "POST, resources/bulk, no operations, 400, INVALID_ARGUMENT",
        "POST, relationships/bulk, no operations, 400, INVALID_ARGUMENT",
        "POST, bundle, empty bundle, 400, INVALID_ARGUMENT",
        "POST, bundle, bundle of nobody, 400, FAILED_PRECONDITION",
        "POST, bundle, bundle of what is there, 409, ALREADY_EXISTS",
        "POST, bundle, large bundle, 413, CONTENT_TOO_LARGE",
        "POST, purge, purge of anything, 400, INVALID_ARGUMENT",
        "POST, purge, purge of objects, 501, UNIMPLEMENTED",
    })
    void refused(String method, String path, String body, int status, String type) throws Exception {
        // Given
        String before = content();

        // When
        RegistryClient.Reply reply = call(method, path, body, null);

        // Then
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("code").asInt()).isEqualTo(status);
        assertThat(reply.json().path("type").asText()).isEqualTo(type);
        assertThat(reply.json().path("message").asText()).isNotBlank();
        assertThat(content()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} {1} with {2}: 401 and 403")
    @CsvSource({
        "POST, resources/patient, data",
        "PUT, resources/patient/pat-0, data",
        "DELETE, resources/patient/pat-0, -",
        "POST, relationships/knows, ends",
        "PATCH, relationships/likes/pat-0.pat-0, patch",
        "DELETE, relationships/likes/pat-0.pat-0, -",
        "PUT, resources/patient/pat-0/contact/c1, contact",
        "POST, resources/patient/pat-0/contact, contact",
        "DELETE, resources/patient/pat-0/contact/c0, -",
        "POST, resources/bulk, operations",
        "POST, relationships/bulk, operations",
        "POST, bundle, bundle that creates",
        "POST, purge, purge",
    })
    void refused_for_its_key(String method, String path, String body) throws Exception {
        // Given
        String before = content();

        // When
        int stranger = new RegistryClient(sandbox.url(), "unknown")
                .call(method, SOURCE + path, text(body))
                .status();
        int neighbour = new RegistryClient(sandbox.url(), "south-key")
                .call(method, SOURCE + path, text(body))
                .status();

        // Then
        assertThat(stranger).isEqualTo(401);
        assertThat(neighbour).isEqualTo(403);
        assertThat(content()).isEqualTo(before);
    }

    private RegistryClient.Reply call(String method, String path, String body, @Nullable String fault)
            throws Exception {
        return fault == null
                ? client.call(method, SOURCE + path, text(body))
                : client.callWithFault(method, SOURCE + path, text(body), fault);
    }

    /** How many records and relationships there are, and what those of the beginning are. */
    private String content() throws Exception {
        JsonNode state = client.get("/sandbox/state").json();
        return String.join(
                " ",
                state.path("records").toString(),
                state.path("relationships").toString(),
                client.get(SOURCE + "resources/patient/pat-0").text(),
                client.get(SOURCE + "relationships/likes/pat-0.pat-0").text());
    }

    private static String text(String body) {
        return BODIES.getOrDefault(body, body);
    }

    private static String taskId(RegistryClient.Reply reply) {
        return reply.json().path("taskId").asText();
    }
}
