package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SandboxLifeTest {
    @Test
    void taken_port_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            int port = taken.getLocalPort();

            // Then
            assertThatExceptionOfType(SandboxStartException.class)
                    .isThrownBy(() -> Sandbox.start(SandboxOptions.defaults().withPort(port)))
                    .withMessageContaining("port " + port);
        }
    }

    @Test
    void port_of_a_closed_sandbox_is_free_again() throws Exception {
        // Given
        Sandbox first = Sandbox.start(SandboxOptions.defaults());
        int port = first.port();
        first.close();
        first.close();

        // When
        try (Sandbox second = Sandbox.start(SandboxOptions.defaults().withPort(port))) {
            // Then
            assertThat(second.port()).isEqualTo(port);
            assertThat(second.url()).hasToString("http://127.0.0.1:" + port);
            assertThat(new RegistryClient(second.url(), null).get("/health").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void closed_sandbox_answers_nobody() {
        // Given
        Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
        RegistryClient client = new RegistryClient(sandbox.url(), null);

        // When
        sandbox.close();

        // Then
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> client.get("/health"));
    }

    @Test
    void two_sandboxes_do_not_know_of_each_other() throws Exception {
        try (Sandbox one = Sandbox.start(SandboxOptions.defaults());
                Sandbox other = Sandbox.start(SandboxOptions.defaults())) {
            // When
            new RegistryClient(one.url(), "sandbox").put("/sources/s/v1/resources/patient/pat-77", "{\"data\":{}}");

            // Then
            assertThat(one.stored("s", "patient")).isEqualTo(1);
            assertThat(other.stored("s", "patient")).isZero();
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void body_larger_than_the_limit_is_refused_in_json() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            // Given
            RegistryClient client = new RegistryClient(sandbox.url(), "sandbox");
            String large = "{\"data\":{\"a\":\"" + "x".repeat(65 * 1024 * 1024) + "\"}}";

            // When
            RegistryClient.Reply reply = client.put("/sources/s/v1/resources/patient/pat-77", large);

            // Then
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.error().summary()).startsWith("CONTENT_TOO_LARGE: the body is larger than");
        }
    }

    @Test
    void options_change_one_at_a_time_and_hide_the_key() {
        // Given
        Clock clock = new MovableClock();
        TroubleScript trouble = TroubleScript.read("status: 503");

        // When
        SandboxOptions options = SandboxOptions.defaults()
                .withPort(8085)
                .withApiKey("hidden")
                .withAsyncTypes(Set.of("patient"))
                .withTaskDelay(Duration.ofSeconds(9))
                .withSourceApiKeys(Map.of("clinic-north", "hidden too"))
                .withLenientIds(true)
                .withLegacy(true)
                .withStrictCatalog(true)
                .withTrouble(trouble)
                .withTroubleFile(Path.of("trouble.yaml"))
                .withStore(Path.of("records.db"))
                .withClock(clock);

        // Then
        assertThat(options)
                .isEqualTo(new SandboxOptions(
                        8085,
                        "hidden",
                        Map.of("clinic-north", "hidden too"),
                        Set.of("patient"),
                        Duration.ofSeconds(9),
                        true,
                        true,
                        true,
                        trouble,
                        Path.of("trouble.yaml"),
                        Path.of("records.db"),
                        clock));
        assertThat(options).asString().doesNotContain("hidden");
        assertThatIllegalArgumentException().isThrownBy(() -> options.withPort(65_536));
    }
}
