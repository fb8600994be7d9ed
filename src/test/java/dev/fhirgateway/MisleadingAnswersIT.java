package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that would lead the gateway away from the registry, or keep it there for ever. */
class MisleadingAnswersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path config;

    private static BytesRegistry registry;
    private static GatewayUnderTest gateway;

    @BeforeAll
    static void start() throws IOException {
        registry = new BytesRegistry();
        gateway = GatewayUnderTest.before(config, registry.url(), "gateway.registry.read-timeout=1s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsToldAsARegistryThatIsNotThere(int status) throws Exception {
        // Given
        String id = "sent-away-" + status;
        registry.goBy(Scripts.always(
                id,
                Scripts.saying(HttpBytes.of(
                        HttpBytes.head(status, "Location: http://registry.invalid/Zzplace", "Content-Length: 0")))));

        // When
        BatchAnswer told = gateway.put(MarkedPatients.batch(List.of(id)));

        // Then
        assertThat(told.status()).isEqualTo(503);
        assertThat(BatchAnswer.blame(told.slots().get(0))).isEqualTo("registry-unavailable");
        assertThat(BatchAnswer.diagnostics(told.slots().get(0))).contains(Integer.toString(status));
        assertThat(told.text()).doesNotContain("Zzplace").doesNotContain("registry.invalid");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_536})
    void aBodyWithoutAnEndIsNotReadForEver(int atOnce) throws Exception {
        // Given: it never stops, in drops or in a flood
        String id = "endless-" + atOnce;
        byte[] part = new byte[atOnce];
        Arrays.fill(part, (byte) ' ');
        registry.goBy(Scripts.first(id, (call, itself, out) -> {
            out.write(HttpBytes.of(
                    HttpBytes.head(200, "Content-Type: application/json", "Content-Length: 1000000000000")));
            while (itself.isOpen()) {
                out.write(part);
                CompletableFuture.runAsync(() -> {}, pauseBehind(part)).join();
            }
            return true;
        }));

        // When
        BatchAnswer told = gateway.putLater(MarkedPatients.batch(List.of(id)))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();

        // Then
        assertThat(told.status()).isEqualTo(200);
        assertThat(registry.callsTo(id)).containsExactly("PUT", "GET", "PUT");
    }

    private static Executor pauseBehind(byte[] part) {
        return CompletableFuture.delayedExecutor(part.length == 1 ? 50 : 0, TimeUnit.MILLISECONDS);
    }
}
