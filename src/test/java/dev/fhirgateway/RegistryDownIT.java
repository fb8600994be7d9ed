package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry of its own: not there, there again, and one that does not know the key. */
class RegistryDownIT {
    private static final String KEY = "Zzmarker-key-of-the-registry";

    @TempDir
    Path config;

    @Test
    void whatARegistryThatIsDownDidNotTakeIsStoredOnceWhenItIsBack() throws Exception {
        int port = freePort();
        try (GatewayUnderTest gateway = start("http://127.0.0.1:" + port)) {
            // Given
            List<String> ids = MarkedPatients.ids("down", 100);

            // When
            BatchAnswer down = gateway.put(MarkedPatients.batch(ids));

            // Then
            assertThat(down.status()).isEqualTo(503);
            assertThat(down.header("Retry-After")).isEqualTo("1");
            assertThat(down.slots()).hasSize(100).allSatisfy(slot -> {
                assertThat(BatchAnswer.blame(slot)).isEqualTo("registry-unavailable");
                assertThat(BatchAnswer.diagnostics(slot))
                        .contains("a resend is safe")
                        .containsAnyOf("the registry cannot be reached", "the registry is down");
            });

            try (Sandbox back =
                    Sandbox.start(SandboxOptions.defaults().withPort(port).withApiKey(KEY))) {
                // When
                BatchAnswer again =
                        await().until(() -> gateway.put(MarkedPatients.batch(ids)), answer -> answer.status() == 200);

                // Then
                assertThat(again.ids()).containsExactlyElementsOf(ids);
                assertThat(back.stored("default", "patient")).isEqualTo(100);
                assertThat(back.received()).hasSize(100);
            }
        }
    }

    @Test
    void aKeyThatTheRegistryDoesNotKnowIsNamedAndNeverShown() throws Exception {
        try (Sandbox strict = Sandbox.start(SandboxOptions.defaults().withApiKey("another-key"));
                CapturedLog log = CapturedLog.start();
                GatewayUnderTest gateway = start(strict.url().toString())) {
            // When
            BatchAnswer answer = gateway.put(MarkedPatients.batch(List.of("p-1", "p-2")));

            // Then
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.slots()).hasSize(2).allSatisfy(slot -> {
                assertThat(BatchAnswer.blame(slot)).isEqualTo("registry-unavailable");
                assertThat(BatchAnswer.diagnostics(slot)).contains("API key", "resend");
            });
            assertThat(strict.received()).as("an answer that is final").hasSizeBetween(1, 2);
            assertThat(gateway.get("/observe/health/ready")).contains("DOWN");
            assertThat(answer.text() + answer.http().headers().map()).doesNotContain(KEY);
            assertThat(log.text()).isNotEmpty().doesNotContain(KEY);
        }
    }

    private GatewayUnderTest start(String registry) {
        return GatewayUnderTest.start(
                config,
                "gateway.mode=development",
                "gateway.registry.url=" + registry,
                "gateway.registry.api-key=" + KEY,
                "gateway.outage.probe-interval=200ms",
                "gateway.delivery.max-tries=3",
                "gateway.delivery.backoff-initial=10ms",
                "gateway.delivery.backoff-max=50ms");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
