package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

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
                assertThat(BatchAnswer.diagnostics(slot)).contains("the registry cannot be reached", "resend");
            });

            try (Sandbox back =
                    Sandbox.start(SandboxOptions.defaults().withPort(port).withApiKey(KEY))) {
                // When
                BatchAnswer again = gateway.put(MarkedPatients.batch(ids));

                // Then
                assertThat(again.status()).isEqualTo(200);
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
                assertThat(BatchAnswer.diagnostics(slot)).contains("API key", "401", "a resend after that is safe");
            });
            assertThat(strict.received()).as("an answer that is final").hasSize(2);
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
