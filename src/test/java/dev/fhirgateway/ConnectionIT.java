package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.Sandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients do with a connection, well-meant or not. */
class ConnectionIT {
    private static final String XML =
            "PUT /fhir HTTP/1.1\r\nHost: gateway\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n";

    @TempDir
    static Path config;

    private static Gateway gateway;
    private static Sandbox registry;

    @BeforeAll
    static void start() {
        gateway = Ehr.gateway(config);
        registry = Objects.requireNonNull(gateway.sandbox());
    }

    @AfterEach
    void noMoreTrouble() {
        registry.faults(FaultPlan.none());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void afterARefusalTheConnectionServesTheNextRequest() throws IOException {
        try (ClientSocket client = ClientSocket.to(gateway.url())) {
            client.send(XML.formatted(6) + "<xml/>");
            assertThat(client.answer()).startsWith("HTTP/1.1 415 ");

            client.send(ClientSocket.putOf(Ehr.PATIENT));

            assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whoGoesOnSendingAfterTheRefusalIsCutOff() throws IOException {
        String megabyte = "x".repeat(1 << 20);
        try (ClientSocket client = ClientSocket.to(gateway.url())) {
            client.send(XML.formatted(1L << 30));
            assertThat(client.answer()).startsWith("HTTP/1.1 415 ");

            int taken = 0;
            try {
                while (taken < 100) {
                    client.send(megabyte);
                    taken++;
                }
            } catch (IOException cutOff) {
                client.awaitClose();
            }

            assertThat(taken).isLessThan(30);
        }
    }

    @Test
    void whoLeavesInTheMiddleOfTheBodySendsNothing() throws Exception {
        try (LogLines log = LogLines.open()) {
            try (ClientSocket client = ClientSocket.to(gateway.url())) {
                client.send(
                        ClientSocket.put("Content-Length: 1000") + "[{\"resourceType\":\"Patient\",\"id\":\"left\"},");
            }

            await().untilAsserted(() -> assertThat(log.lines()).anyMatch(line -> line.contains("not delivered")));
            assertThat(log.withStackTrace()).isEmpty();
        }
        assertThat(registry.received()).noneMatch(call -> call.path().endsWith("/left"));
        assertThat(Ehr.of(gateway).put(Ehr.PATIENT).statusCode()).isEqualTo(200);
        nothingIsLeftInFlight();
    }

    @Test
    void whoLeavesBeforeTheAnswerLeavesNothingBehind() throws IOException {
        try (ClientSocket client = ClientSocket.to(gateway.url(), 4096)) {
            client.send(ClientSocket.putOf(large("gone")));
            client.head();
        }

        nothingIsLeftInFlight();
    }

    @Test
    void aLargeAnswerArrivesWhole() throws Exception {
        String answer = Ehr.of(gateway).put(large("large")).body();

        assertThat(answer).startsWith("[{").endsWith("}]").contains("\"large-0\"", "\"large-499\"");
    }

    @Test
    void aChunkThatIsNoneEndsTheConnection() throws IOException {
        try (ClientSocket client = ClientSocket.to(gateway.url())) {
            client.send(ClientSocket.put("Transfer-Encoding: chunked") + "zz\r\n");

            client.awaitClose();
        }
        nothingIsLeftInFlight();
    }

    @Test
    void http10GetsItsAnswerAndTheEndOfTheConnection() throws IOException {
        try (ClientSocket client = ClientSocket.to(gateway.url())) {
            client.send("PUT /fhir HTTP/1.0\r\nContent-Length: " + Ehr.PATIENT.length() + "\r\n\r\n" + Ehr.PATIENT);

            assertThat(client.answer()).startsWith("HTTP/1.0 200 ").contains("versionId");
            client.awaitClose();
        }
    }

    @Test
    void http2CarriesBatchesAndRefusals() throws Exception {
        HttpClient http2 =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> refused = http2.send(putOverHttp2("text/xml"), BodyHandlers.ofString());
            HttpResponse<String> answered = http2.send(putOverHttp2("application/json"), BodyHandlers.ofString());

            assertThat(answered.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(refused.statusCode()).isEqualTo(415);
            assertThat(answered.statusCode()).isEqualTo(200);
            assertThat(answered.body()).endsWith("}]").contains("\"second-499\"");
        }
        nothingIsLeftInFlight();
    }

    @Test
    void whoLosesPatienceOverHttp2LeavesNothingBehind() throws Exception {
        HttpClient http2 =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        http2.send(putOverHttp2("text/xml"), BodyHandlers.ofString());
        registry.faults(FaultPlan.always(new Fault.Delay(Duration.ofSeconds(2))));
        HttpRequest impatient = HttpRequest.newBuilder(gateway.url())
                .timeout(Duration.ofMillis(500))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(Ehr.patient("impatient")))
                .build();

        assertThatThrownBy(() -> http2.send(impatient, BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);

        await().until(() ->
                registry.received().stream().anyMatch(call -> call.path().endsWith("/impatient")));
        nothingIsLeftInFlight();
    }

    private static HttpRequest putOverHttp2(String type) {
        return HttpRequest.newBuilder(gateway.url())
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofString(large("second")))
                .build();
    }

    private static String large(String prefix) {
        String name = "Zzmarker".repeat(500);
        return IntStream.range(0, 500)
                .mapToObj(i -> "{\"resourceType\":\"Patient\",\"id\":\"" + prefix + "-" + i
                        + "\",\"name\":[{\"family\":\"" + name + "\"}]}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void nothingIsLeftInFlight() {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(
                        gateway.context().getInflightRepository().size())
                .isZero());
    }
}
