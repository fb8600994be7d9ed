package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be sent to the front door, and what it says of everything else. */
class FrontDoorIT {
    private static final int MAX_BYTES = 20_000;

    @TempDir
    static Path config;

    private static Gateway gateway;
    private static Sandbox registry;
    private static Ehr ehr;

    @BeforeAll
    static void start() {
        gateway = Ehr.gateway(config, "gateway.intake.max-bytes=" + MAX_BYTES + "B", "gateway.intake.max-entries=3");
        registry = Objects.requireNonNull(gateway.sandbox());
        ehr = Ehr.of(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fhir", "/fhir/", "/fhir?a=b"})
    void batchesArePutToTheBase(String path) throws Exception {
        HttpResponse<String> answer = ehr.send("PUT", path, BodyPublishers.ofString(Ehr.PATIENT));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/fhir+json; charset=utf-8");
        assertThat(answer.headers().firstValue("X-Batch-Counts"))
                .hasValue("persisted=1, accepted=0, unchanged=0, failed=0");
        assertThat(answer.headers().firstValue("X-Batch-Id").orElseThrow()).hasSize(36);
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.matches("(?i)camel.*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/fhir+json",
                "application/fhir+json; fhirVersion=4.0",
                "Application/JSON;charset=utf-8"
            })
    void jsonIsTakenUnderItsNames(String type) throws Exception {
        assertThat(ehr.put(Ehr.PATIENT, "Content-Type", type).statusCode()).isEqualTo(200);
    }

    @Test
    void oneResourceALineIsTaken() throws Exception {
        String lines = "{\"resourceType\":\"Patient\",\"id\":\"l-1\"}\n{\"resourceType\":\"Patient\",\"id\":\"l-2\"}\n";

        HttpResponse<String> answer = ehr.put(lines, "Content-Type", "application/fhir+ndjson");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("[{").contains("\"l-1\"", "\"l-2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "application/fhir+xml", "text/plain", ";;;="})
    void anotherMediaTypeIsAnswered415WithTheOnesThatAreTaken(String type) throws Exception {
        HttpResponse<String> answer = ehr.put(Ehr.PATIENT, "Content-Type", type);

        assertOutcome(answer, 415, "not-supported", "application/fhir+json", "application/fhir+ndjson");
    }

    @Test
    void anAnswerThatCannotBeJsonIs406() throws Exception {
        assertOutcome(
                ehr.put(Ehr.PATIENT, "Accept", "application/fhir+xml"), 406, "not-supported", "application/fhir+json");
        assertThat(ehr.put(Ehr.PATIENT, "Accept", "text/html, */*;q=0.1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLengthOverTheLimitIsRefusedBeforeTheBodyIsRead() throws IOException {
        try (ClientSocket client = ClientSocket.to(gateway.url())) {
            client.send(ClientSocket.put("Content-Length: 20001"));

            assertThat(client.answer())
                    .startsWith("HTTP/1.1 413 ")
                    .contains("20001 bytes", "limit is 20000", "gateway.intake.max-bytes");
        }
    }

    @Test
    void aBodyWithoutALengthIsRefusedWhenItPassesTheLimit() throws Exception {
        byte[] body = " ".repeat(MAX_BYTES + 1).getBytes(StandardCharsets.UTF_8);
        var stream = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));

        HttpResponse<String> answer = ehr.send("PUT", "/fhir", stream, "Content-Type", "application/json");

        assertOutcome(answer, 413, "too-long", "limit of 20000 bytes", "gateway.intake.max-bytes");
    }

    @Test
    void moreEntriesThanTheLimitAreRefused() throws Exception {
        HttpResponse<String> answer = ehr.put("[{},{},{},{}]");

        assertOutcome(answer, 413, "too-long", "limit of 3 entries", "gateway.intake.max-entries");
    }

    @Test
    void gzipIsTaken() throws Exception {
        byte[] zipped = gzip(Ehr.patient("zipped"));

        HttpResponse<String> answer = sendGzip(zipped);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(registry.received()).anyMatch(call -> call.path().endsWith("/zipped"));
    }

    @Test
    void brokenGzipIsRefused() throws Exception {
        byte[] zipped = gzip(Ehr.patient("half-zipped"));

        assertOutcome(sendGzip(Arrays.copyOf(zipped, zipped.length - 12)), 400, "incomplete", "ends early");
        assertOutcome(sendGzip(Ehr.PATIENT.getBytes(StandardCharsets.UTF_8)), 400, "structure", "not gzip");
        assertOutcome(ehr.put(Ehr.PATIENT, "Content-Encoding", "br"), 415, "not-supported", "gzip");
        assertThat(registry.received()).noneMatch(call -> call.path().endsWith("/half-zipped"));
    }

    @Test
    void aBombIsRefusedWhileItIsInflated() throws Exception {
        assertOutcome(sendGzip(gzip(" ".repeat(1 << 20))), 413, "too-long", "limit of 20000 bytes");
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST", "DELETE", "PATCH"})
    void theBaseTakesPutAndSaysSo(String method) throws Exception {
        HttpResponse<String> answer = ehr.send(method, "/fhir", BodyPublishers.ofString("{}"));

        assertOutcome(answer, 405, "not-supported", "PUT an array of FHIR resources to /fhir");
        assertThat(answer.headers().firstValue("Allow")).hasValue("PUT");
    }

    @ParameterizedTest
    @CsvSource({"GET,/", "PUT,/", "PUT,/fhir/Patient", "GET,/favicon.ico", "PUT,/fhirx", "POST,/observe/health"})
    void otherPathsAreNotFound(String method, String path) throws Exception {
        assertOutcome(
                ehr.send(method, path, BodyPublishers.ofString("{}")), 404, "not-found", "batches go to PUT /fhir");
    }

    private static void assertOutcome(HttpResponse<String> answer, int status, String issue, String... words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/fhir+json; charset=utf-8");
        assertThat(answer.body())
                .startsWith("{\"resourceType\":\"OperationOutcome\"")
                .contains("\"" + issue + "\"")
                .contains(words);
    }

    private static HttpResponse<String> sendGzip(byte[] body) throws IOException, InterruptedException {
        return ehr.send(
                "PUT",
                "/fhir",
                BodyPublishers.ofByteArray(body),
                "Content-Type",
                "application/json",
                "Content-Encoding",
                "gzip");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
