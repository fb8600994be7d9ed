package dev.fhirgateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's webhook in front of a whole gateway whose registry fails. */
class AlertsIT {
    private static final String ALERTS = "WARN dev.fhirgateway.alerts.Alerts ";
    private static final String WEBHOOK = "WARN dev.fhirgateway.alerts.Webhook ";
    private static final String SECRET = "Zzsecret-of-the-webhook";

    @TempDir
    private Path config;

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private HttpServer receiver;
    private volatile int status = 204;
    private CapturedLog log;

    private record Post(String body, String signature) {}

    @BeforeEach
    void listen() throws IOException {
        log = CapturedLog.start();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook/Zztoken", exchange -> {
            posts.add(new Post(
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                    exchange.getRequestHeaders().getFirst("X-Signature-256")));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        log.close();
    }

    @Test
    void anOutageIsPostedOnceHoweverMuchFailsAndNotAgainAfterARestart() throws Exception {
        try (GatewayUnderTest gateway = start()) {
            fail(gateway);
            await().atMost(Duration.ofSeconds(60)).until(() -> !posts.isEmpty());

            JsonNode told = BatchAnswer.JSON.readTree(posts.get(0).body());
            assertThat(told.path("rule").asText()).isEqualTo("outage");
            assertThat(told.path("event").asText()).isEqualTo("raised");
            assertThat(posts.get(0).signature())
                    .isEqualTo(signature(posts.get(0).body()));
            assertThat(alert(gateway, "outage").path("raised").asBoolean()).isTrue();
            await().untilAsserted(() -> assertThat(gateway.get("/observe/metrics"))
                    .contains("gateway_alerts_raised{rule=\"outage\"} 1", "gateway_alerts_posts_total"));
            fail(gateway);
        }
        try (GatewayUnderTest gateway = start()) {
            assertThat(alert(gateway, "outage").path("raised").asBoolean()).isTrue();
            fail(gateway);
            gateway.sandbox().trouble(TroubleScript.read("[]"));
            await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
                gateway.put(MarkedPatients.batch(List.of("back"))); // a call finds out that the outage is over
                assertThat(posts).hasSize(2);
            });

            assertThat(BatchAnswer.JSON
                            .readTree(posts.get(1).body())
                            .path("event")
                            .asText())
                    .isEqualTo("cleared");
            assertThat(log.text()).containsOnlyOnce(ALERTS + "ALERT outage: the registry is down or failing");
            assertThat(log.text() + posts).doesNotContain("Zzmarker");
            assertThat(log.text()).doesNotContain("Zzsecret", "Zztoken");
        }
    }

    @Test
    void aWebhookThatIsDownIsToldOnceAndGetsItLater() throws Exception {
        status = 500;
        try (GatewayUnderTest gateway = start()) {
            fail(gateway);
            await().atMost(Duration.ofSeconds(60)).until(() -> posts.size() >= 2);
            assertThat(log.text()).containsOnlyOnce(WEBHOOK + "The webhook of alerts does not take them (HTTP 500)");
            assertThat(gateway.ask("/gateway/alerts").json().path("webhook").asText())
                    .isEqualTo("fails");

            status = 200;
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> log.text().contains("The webhook of alerts takes them again"));

            assertThat(posts).hasSizeLessThan(6);
        }
    }

    @Test
    void whoHasNoTokenIsToldNothing() throws Exception {
        try (GatewayUnderTest gateway = start()) {
            assertThat(gateway.ask("/gateway/alerts", "Authorization", "Bearer wrong")
                            .status())
                    .isEqualTo(401);
        }
    }

    private GatewayUnderTest start() {
        return GatewayUnderTest.start(
                config,
                "gateway.alerts.outage=1s",
                "gateway.alerts.lasting=1s",
                "gateway.alerts.webhook-url=http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/hook/Zztoken",
                "gateway.alerts.webhook-secret=" + SECRET,
                "gateway.delivery.max-tries=1",
                "gateway.outage.probe-interval=500ms",
                "gateway.outage.probe-interval-max=500ms",
                "gateway.outage.calls=10",
                "gateway.outage.calls-min=5");
    }

    private static void fail(GatewayUnderTest gateway) throws Exception {
        gateway.sandbox().trouble(TroubleScript.read("{status: 503}"));
        gateway.put(MarkedPatients.batch(MarkedPatients.ids("lost", 100)));
    }

    private static JsonNode alert(GatewayUnderTest gateway, String rule) throws Exception {
        for (JsonNode one : gateway.ask("/gateway/alerts").json().path("alerts")) {
            if (one.path("rule").asText().equals(rule)) {
                return one;
            }
        }
        throw new AssertionError("no rule " + rule);
    }

    private static String signature(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    }
}
