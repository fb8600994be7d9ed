package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client or a feed puts into headers ends at the gateway: it goes nowhere, and it moves nothing. */
class HeadersSteerNothingIT {
    private static final String KEY = "key-of-the-registry";

    @TempDir
    static Path config;

    private static RecordingRegistry registry;
    private static RecordingRegistry elsewhere;
    private static GatewayUnderTest gateway;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        registry = RecordingRegistry.answering(201, "{\"status\":\"PERSISTED\",\"taskId\":\"s_1\"}");
        elsewhere = RecordingRegistry.answering(200, "{}");
        token = GatewayUnderTest.newClient(config, "clinic");
        Files.writeString(config.resolve("feed.camel.yaml"), feed());
        gateway = GatewayUnderTest.start(
                config,
                "gateway.mode=development",
                "gateway.registry.url=" + registry.url(),
                "gateway.registry.api-key=" + KEY,
                "gateway.delivery.backoff-initial=1ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        elsewhere.close();
        registry.close();
    }

    private static String feed() {
        return """
               - route:
                   id: feed
                   from:
                     uri: platform-http:/feed
                     steps:
                       - setHeader: {name: CamelHttpUri, constant: "%s"}
                       - setHeader: {name: CamelHttpPath, constant: /elsewhere}
                       - setHeader: {name: CamelHttpMethod, constant: DELETE}
                       - setHeader: {name: CamelHttpQuery, constant: "elsewhere=true"}
                       - setHeader: {name: CamelRedeliveryCounter, constant: 50}
                       - setHeader: {name: X-Feed, constant: Zzmarker-feed}
                       - to: direct:upsert-batch
               """
                .formatted(elsewhere.url());
    }

    @Test
    void headersOfARequestStayWithTheGateway() throws Exception {
        // When
        BatchAnswer answer = gateway.put(
                MarkedPatients.batch(List.of("from-ehr")),
                "Authorization",
                "Bearer " + token,
                "User-Agent",
                "Zzmarker-agent",
                "X-Secret",
                "Zzmarker-secret",
                "Cookie",
                "Zzmarker=cookie");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.http().headers().map())
                .containsOnlyKeys(
                        "content-length", "content-type", "x-batch-counts", "x-batch-id", "x-mapping-versions");
        RecordingRegistry.Call call = callTo("/sources/clinic/v1/resources/patient/from-ehr");
        assertThat(call.method()).isEqualTo("PUT");
        assertThat(call.headers())
                .containsOnlyKeys("content-length", "content-type", "host", "user-agent", "x-clinia-api-key")
                .containsEntry("x-clinia-api-key", List.of(KEY))
                .containsEntry("user-agent", List.of("fhir-registry-gateway"));
        assertThat(call.headers().toString()).doesNotContain("Zzmarker").doesNotContain(token);
    }

    @Test
    void headersOfARequestDoNotRedirectTheCall() throws Exception {
        // When
        BatchAnswer answer = gateway.put(
                MarkedPatients.batch(List.of("redirected")),
                "CamelHttpUri",
                elsewhere.url().toString(),
                "CamelHttpPath",
                "/elsewhere",
                "CamelHttpMethod",
                "DELETE",
                "CamelRedeliveryCounter",
                "50");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(callTo("/sources/default/v1/resources/patient/redirected").method())
                .isEqualTo("PUT");
        assertThat(elsewhere.calls()).isEmpty();
    }

    @Test
    void headersOfAFeedDoNotRedirectTheCallEither() throws Exception {
        // When
        BatchAnswer answer = gateway.put(gateway.at("/feed"), MarkedPatients.batch(List.of("from-feed")));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.ids()).containsExactly("from-feed");
        RecordingRegistry.Call call = callTo("/sources/default/v1/resources/patient/from-feed");
        assertThat(call.method()).isEqualTo("PUT");
        assertThat(call.headers().toString()).doesNotContain("Zzmarker");
        assertThat(answer.http().headers().map().toString()).doesNotContain("Zzmarker");
        assertThat(elsewhere.calls()).isEmpty();
    }

    @Test
    void headersOfAFeedDoNotTakeItsTriesAway() throws Exception {
        // When
        BatchAnswer answer = gateway.put(gateway.at("/feed"), MarkedPatients.batch(List.of("is-busy")));

        // Then
        assertThat(answer.counts()).isEqualTo("persisted=1, accepted=0, unchanged=0, failed=0");
        assertThat(registry.calls())
                .filteredOn(call -> call.path().endsWith("/is-busy"))
                .hasSize(2);
    }

    private static RecordingRegistry.Call callTo(String path) {
        List<RecordingRegistry.Call> calls = registry.calls().stream()
                .filter(call -> call.path().equals(path))
                .toList();
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }
}
