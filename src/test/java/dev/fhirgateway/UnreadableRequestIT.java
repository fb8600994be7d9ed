package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.Sandbox;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not JSON, entries that are not FHIR, requests that are not HTTP. */
class UnreadableRequestIT {
    private static final Path SHARED = Path.of("..", "shared", "data", "invalid");
    private static final String GOOD = "{\"resourceType\":\"Patient\",\"id\":\"beside-a-bad-one\"}";

    @TempDir
    static Path config;

    private static Gateway gateway;
    private static Sandbox registry;
    private static Ehr ehr;

    @BeforeAll
    static void start() {
        gateway = Ehr.gateway(config);
        registry = Objects.requireNonNull(gateway.sandbox());
        ehr = Ehr.of(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [{"resourceType":"Patient","id":"x"}, {"a" "b"}] | byte offset 43, in entry 1
                    [{"resourceType":"Patient","id":"x"},]           | byte offset 37
                    [{"resourceType":"Patient","id":"x"} /* */]      | byte offset 37
                    [{resourceType:"Patient","id":"x"}]              | byte offset 2, in entry 0
                    [{"resourceType":"Patient","id":"x"              | ends early at byte offset 35, in entry 0
                    [{"resourceType":"Patient","id":"x"}] 5          | the body goes on, at byte offset 38
                    {"resourceType":"Patient","id":"x"}              | a JSON object; a JSON array
                    "Zzmarker"                                       | a JSON string; a JSON array
                    [5]                                              | entry 0 is a JSON number
                    [null]                                           | entry 0 is null
                    hello                                            | byte offset 0
                    """)
    void aBodyThatIsNoArrayOfObjectsIsRefusedAndNothingIsSent(String body, String where) throws Exception {
        int before = registry.received().size();

        HttpResponse<String> answer = ehr.put(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("OperationOutcome", where).doesNotContain("Zzmarker");
        assertThat(registry.received()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t "})
    void anEmptyBodyIsRefused(String body) throws Exception {
        HttpResponse<String> answer = ehr.put(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the body is empty");
    }

    @TestFactory
    Stream<DynamicTest> aBadEntryIsRefusedAloneAndABadBodyAsAWhole() throws IOException {
        Stream<DynamicTest> ours = Stream.of(
                DynamicTest.dynamicTest(
                        "an unknown element",
                        () -> checkEntry("{\"resourceType\":\"Patient\",\"id\":\"x-1\",\"zzmarker\":1}")),
                DynamicTest.dynamicTest("no id", () -> checkEntry("{\"resourceType\":\"Patient\"}")));
        return Files.isDirectory(SHARED) ? Stream.concat(ours, sharedCases()) : ours;
    }

    private static Stream<DynamicTest> sharedCases() throws IOException {
        try (Stream<Path> files = Files.list(SHARED)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        String entry = Files.readString(file).replaceFirst("^\uFEFF", "");
                        if (file.getFileName().toString().startsWith("json-")) {
                            checkBody(entry);
                        } else {
                            checkEntry(entry);
                        }
                    }));
        }
    }

    private static void checkEntry(String entry) throws Exception {
        HttpResponse<String> answer = ehr.put("[" + GOOD + "," + entry + "," + GOOD + "]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(207);
        assertThat(answer.headers().firstValue("X-Batch-Counts"))
                .hasValue("persisted=2, accepted=0, unchanged=0, failed=1");
        assertThat(answer.body()).contains("OperationOutcome", "source-data");
    }

    private static void checkBody(String entry) throws Exception {
        int before = registry.received().size();

        HttpResponse<String> answer = ehr.put("[" + GOOD + "," + entry + "]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("OperationOutcome", "byte offset");
        assertThat(registry.received()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /fhir HTTP/1.1\r\nContent-Length: 2\r\n\r\n[]", // no Host
                "PUT /fhir HTTP/1.1\r\nHost: a b%%/\\\r\nContent-Length: 2\r\n\r\n[]",
                "PUT /fhir%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n[]",
                "PUT /%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n[]",
                "PUT /fhir?%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n[]"
            })
    void aRequestThatCannotBeReadIsAnsweredInFhirAndLogsNothing(String request) throws IOException {
        try (LogLines log = LogLines.open();
                ClientSocket client = ClientSocket.to(gateway.url())) {
            String answer = client.send(request).answer();

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/fhir+json", "OperationOutcome", "Host header of this request is not valid");
            assertThat(log.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "PUT /fhir HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "PUT /fhir HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n"
            })
    void whatIsNotHttpIsAnswered400AndClosed(String request) throws IOException {
        try (LogLines log = LogLines.open();
                ClientSocket client = ClientSocket.to(gateway.url())) {
            assertThat(client.send(request).answer()).contains(" 400 ").doesNotContain("<html", "Exception");
            client.awaitClose();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void aPathWithoutItsSlashIsNotFound() throws IOException {
        try (ClientSocket client = ClientSocket.to(gateway.url())) {
            assertThat(client.send("PUT fhir HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                            .answer())
                    .startsWith("HTTP/1.1 404 ")
                    .contains("there is nothing at this path");
        }
    }
}
