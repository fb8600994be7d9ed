package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.access.ClientCommand;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import dev.fhirgateway.settings.SettingsReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway in production mode: nobody writes without a token, and everybody to a source of their own. */
class AccessIT {
    @TempDir
    static Path config;

    private static Sandbox registry;
    private static Gateway gateway;
    private static Ehr ehr;
    private static String token;

    @BeforeAll
    static void start() {
        registry = Sandbox.start(SandboxOptions.defaults().withApiKey("registry-key"));
        token = client("add", "ward-7", "--source", "ward-7-source");
        gateway = Gateway.start(SettingsReader.read(
                config,
                List.of(
                        "--gateway.mode=production",
                        "--gateway.ledger.folder=" + config.resolve("data"),
                        "--gateway.http.port=0",
                        "--gateway.registry.url=" + registry.url(),
                        "--gateway.registry.api-key=registry-key"),
                Map.of(),
                true));
        ehr = Ehr.of(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        registry.close();
    }

    @Test
    void withoutATokenTheAnswerIs401AndSaysWhatIsMissing() throws Exception {
        HttpResponse<String> answer = ehr.put(Ehr.patient("without-token"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"fhir-registry-gateway\"");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/fhir+json; charset=utf-8");
        assertThat(answer.body()).contains("OperationOutcome", "\"login\"", "Authorization: Bearer");
        assertThat(sent("without-token")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer frg_wrong", "Bearer", "Basic d2FyZDp3YXJk", "Zzmarker", "Bearer a b"})
    void aWrongTokenOrSchemeIsAnsweredAlikeAndNotRepeated(String authorization) throws Exception {
        HttpResponse<String> answer = ehr.put(Ehr.patient("wrong-token"), "Authorization", authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .endsWith("error=\"invalid_token\"");
        assertThat(answer.body()).contains("not accepted").doesNotContain("frg_wrong", "Zzmarker");
        assertThat(sent("wrong-token")).isEmpty();
    }

    @Test
    void aClientWritesToItsOwnSource() throws Exception {
        HttpResponse<String> answer = ehr.put(Ehr.patient("with-token"), "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(sent("with-token")).containsExactly("/sources/ward-7-source/v1/resources/patient/with-token");
    }

    @Test
    void aClientComesAndGoesWhileTheGatewayRuns() {
        String added = client("add", "ward-8", "--source", "ward-8-source");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(statusWith(added)).isEqualTo(200));
        client("remove", "ward-8");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(statusWith(added)).isEqualTo(401));
    }

    @Test
    void theRefusalDoesNotWaitForTheBody() throws IOException {
        try (ClientSocket client = ClientSocket.to(gateway.url())) {
            client.send(ClientSocket.put("Content-Length: 10485760"));

            assertThat(client.answer()).startsWith("HTTP/1.1 401 ").contains("OperationOutcome");
        }
    }

    @Test
    void aClientThatAsksFirstIsNotToldToContinueBeforeItIsRefused() throws IOException {
        try (ClientSocket client = ClientSocket.to(gateway.url())) {
            client.send(ClientSocket.put("Content-Length: 10485760", "Expect: 100-continue"));

            assertThat(client.answer())
                    .startsWith("HTTP/1.1 401 ")
                    .containsIgnoringCase("connection: close")
                    .contains("OperationOutcome");
            client.awaitClose();
        }
    }

    @Test
    void anAdmittedClientThatAsksFirstIsToldToContinue() throws IOException {
        String batch = Ehr.patient("asked-first");
        try (ClientSocket client = ClientSocket.to(gateway.url())) {
            client.send(ClientSocket.put(
                    "Authorization: Bearer " + token, "Content-Length: " + batch.length(), "Expect: 100-continue"));
            assertThat(client.head()).startsWith("HTTP/1.1 100 ");

            client.send(batch);

            assertThat(client.answer()).startsWith("HTTP/1.1 200 ").contains("versionId");
        }
    }

    @Test
    void theAnswerSaysNothingOfTheKeyOfTheRegistry() throws Exception {
        assertThat(ehr.get("/observe/health").body()).doesNotContain("registry-key");
    }

    private static int statusWith(String bearer) throws IOException, InterruptedException {
        return ehr.put("[]", "Authorization", "Bearer " + bearer).statusCode();
    }

    private static List<String> sent(String id) {
        return registry.received().stream()
                .map(call -> call.path())
                .filter(path -> path.endsWith("/" + id))
                .toList();
    }

    private static String client(String... args) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        assertThat(ClientCommand.run(List.of(args), config, out, out)).isZero();
        Matcher bearer = Pattern.compile("Bearer (\\S+)").matcher(printed.toString(StandardCharsets.UTF_8));
        return bearer.find() ? bearer.group(1) : "";
    }
}
