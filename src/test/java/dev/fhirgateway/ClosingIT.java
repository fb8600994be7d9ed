package dev.fhirgateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.closing.BalanceCommand;
import dev.fhirgateway.closing.ReconcileCommand;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of a day: does it add up, and is all there that should be? */
class ClosingIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path config;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theBalanceOfTheDayAddsUpAlsoAfterARestart() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                config,
                "gateway.follow-up.first-poll=10m",
                "gateway.follow-up.longest-pause=10m",
                "gateway.duplicates=last-wins")) {
            gateway.sandbox().trouble(TroubleScript.read("{id: late, task: on-time, task-time: 60s}"));
            gateway.put("[" + MarkedPatients.patient("one") + "," + MarkedPatients.patient("twice") + ","
                    + MarkedPatients.patient("twice") + "," + MarkedPatients.patient("late")
                    + ",{\"resourceType\":\"Patient\",\"id\":\"bad\",\"birthDate\":\"no day\"}]");
            gateway.put(MarkedPatients.batch(List.of("two")), "X-Dry-Run", "true");

            assertDay(gateway);
        }
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                config, "gateway.follow-up.first-poll=10m", "gateway.follow-up.longest-pause=10m")) {
            assertDay(gateway);

            assertThat(BalanceCommand.run(List.of("--to", gateway.at("/").toString()), printed(out), printed(err)))
                    .isZero();
            assertThat(out.toString(UTF_8))
                    .contains("source default, days in UTC")
                    .containsPattern("\\d{4}-\\d\\d-\\d\\d +5 +2 +0 +1 +1 +0 +1\n");
        }
    }

    private static void assertDay(GatewayUnderTest gateway) throws Exception {
        JsonNode day = gateway.ask("/gateway/balance").json().at("/days/0");
        assertThat(
                        List.of(
                                        "received",
                                        "persisted",
                                        "unchanged",
                                        "superseded",
                                        "answered",
                                        "deadLettered",
                                        "pending")
                                .stream()
                                .map(column -> day.path(column).asInt(-1)))
                .containsExactly(5, 2, 0, 1, 1, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 /gateway/balance?from=Zzmarker",
                "400 /gateway/balance?to=2026-02-30",
                "404 /gateway/balance?source=other"
            })
    void aQuestionThatIsNoneIsRefused(String expected) throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config)) {
            BatchAnswer answer = gateway.ask(expected.substring(4));

            assertThat(answer.status()).isEqualTo(Integer.parseInt(expected.substring(0, 3)));
            assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
            assertThat(answer.text()).doesNotContain("Zzmarker");
            assertThat(gateway.ask("/gateway/balance", "Authorization", "Bearer wrong")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aListThatIsAllThereMakesNoDifference() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config)) {
            gateway.put(MarkedPatients.batch(List.of("p-1", "p-2")));

            assertThat(reconcile(gateway, lines("p-1", "p-2"), "-")).isZero();
            assertThat(out.toString(UTF_8)).isEmpty();
            assertThat(err.toString(UTF_8).strip()).isEqualTo("2 listed: 0 missing, 0 stale, 0 surplus, 0 unknown");
        }
    }

    @Test
    void whatIsMissingOrSurplusIsToldALineEach() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config)) {
            gateway.put(MarkedPatients.batch(List.of("p-1", "p-2")));
            Path list = Files.writeString(config.resolve("list.ndjson"), lines("p-1", "p-3"));

            assertThat(reconcile(gateway, "", list.toString())).isEqualTo(1);
            assertThat(out.toString(UTF_8).lines())
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line)
                            .isEqualTo("{\"difference\":\"missing\",\"resourceType\":\"Patient\",\"id\":\"p-3\"}"))
                    .anySatisfy(
                            line -> assertThat(line)
                                    .startsWith(
                                            "{\"difference\":\"surplus\",\"resourceType\":\"Patient\",\"id\":\"p-2\",\"deliveredVersionId\":"));
        }
    }

    @Test
    void aLongListIsTakenWhileItsAnswerIsLongToo() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config)) {
            String list = IntStream.range(0, 60_000)
                    .mapToObj(i -> "{\"resourceType\":\"Patient\",\"id\":\"p-" + i + "\"}")
                    .collect(Collectors.joining("\n"));

            assertThat(reconcile(gateway, list, "-")).isEqualTo(1);
            assertThat(out.toString(UTF_8).lines()).hasSize(60_000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 {\"resourceType\":\"Patient\"}",
                "400 Zzmarker",
                "400 {\"resourceType\":\"Patient\",\"id\":\"Zz marker\"}",
                "400 {\"resourceType\":\"Patient\",\"id\":\"p\",\"versionId\":\"Zzmarker\"}",
                "400 {\"resourceType\":\"Patient\",\"id\":\"p\",\"lastUpdated\":\"Zzmarker\"}",
                "400 [{\"resourceType\":\"Patient\",\"id\":\"p\"}]"
            })
    void aLineThatIsNoneIsNamedByItsNumber(String expected) throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config)) {
            BatchAnswer answer = post(gateway, lines("p-1") + expected.substring(4));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().at("/issue/0/diagnostics").asText()).startsWith("line 2 of the list");
            assertThat(answer.text()).doesNotContain("Zzmarker", "Zz marker");
            assertThat(post(gateway, lines("p-1")).status()).isEqualTo(200);
        }
    }

    @Test
    void aCompressedListIsRead() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config)) {
            HttpRequest request = HttpRequest.newBuilder(gateway.at("/gateway/reconcile/default"))
                    .header("Content-Encoding", "gzip")
                    .POST(BodyPublishers.ofByteArray(gzip(lines("p-1"))))
                    .build();

            assertThat(HTTP.send(request, BodyHandlers.ofString()).body())
                    .contains("\"missing\"", "{\"summary\":{\"listed\":1,\"missing\":1,");
        }
    }

    @Test
    void whatCannotBeFoundOutIsNoDifference() throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config)) {
            assertThat(ReconcileCommand.run(
                            List.of(
                                    "-",
                                    "--source",
                                    "other",
                                    "--to",
                                    gateway.at("/").toString()),
                            new ByteArrayInputStream(new byte[0]),
                            printed(out),
                            printed(err)))
                    .isEqualTo(2);
            assertThat(err.toString(UTF_8)).startsWith("the gateway answers 404: ");
            assertThat(reconcile(gateway, "", "no-such-file")).isEqualTo(2);
            assertThat(ReconcileCommand.run(List.of("-"), System.in, printed(out), printed(err)))
                    .isEqualTo(2);
            assertThat(BalanceCommand.run(List.of("--to", "http://127.0.0.1:1"), printed(out), printed(err)))
                    .isEqualTo(2);
        }
    }

    private int reconcile(GatewayUnderTest gateway, String list, String file) {
        return ReconcileCommand.run(
                List.of(file, "--source", "default", "--to", gateway.at("/").toString()),
                new ByteArrayInputStream(list.getBytes(UTF_8)),
                printed(out),
                printed(err));
    }

    private static BatchAnswer post(GatewayUnderTest gateway, String list) throws Exception {
        return new BatchAnswer(HTTP.send(
                HttpRequest.newBuilder(gateway.at("/gateway/reconcile/default"))
                        .POST(BodyPublishers.ofString(list))
                        .build(),
                BodyHandlers.ofString()));
    }

    private static String lines(String... patients) {
        return List.of(patients).stream()
                .map(id -> "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}\n")
                .collect(Collectors.joining());
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static PrintStream printed(ByteArrayOutputStream to) {
        return new PrintStream(to, true, UTF_8);
    }
}
