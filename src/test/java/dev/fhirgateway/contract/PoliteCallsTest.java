package dev.fhirgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoliteCallsTest {
    private static final String PATH = "/sources/clinic/v1/resources/patient/pat-1";

    private final List<Duration> pauses = new ArrayList<>();
    private Sandbox sandbox;
    private RegistryHttp http;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        http = new RegistryHttp(sandbox.url(), "sandbox", pauses::add);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void registryThatHasNoTimeIsAskedAgainWhenItSaid() {
        // Given
        sandbox.trouble(TroubleScript.read("[{first: 2, status: 429, retry-after: 7}]"));

        // When
        Reply reply = http.call("GET", PATH, "");

        // Then
        assertThat(reply.status()).isEqualTo(404);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
    }

    @Test
    void dateIsObeyedToo() {
        // Given
        sandbox.trouble(TroubleScript.read("[{nth: 1, status: 503, retry-after: date+30s}]"));

        // When
        http.call("GET", PATH, "");

        // Then
        assertThat(pauses).hasSize(1);
        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(31));
    }

    @Test
    void waitsAreBoundedAndComeToAnEnd() {
        // Given
        sandbox.trouble(TroubleScript.read("[{status: 503, retry-after: 7200}]"));

        // When
        Reply reply = http.call("GET", PATH, "");

        // Then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(pauses).hasSize(3).containsOnly(Duration.ofMinutes(1));
    }

    @Test
    void noAnswerIsNothingToTellBy() {
        // Given
        sandbox.trouble(TroubleScript.read("[{reset: before-commit}]"));

        // Then
        assertThatThrownBy(() -> http.call("POST", PATH, "{}"))
                .isInstanceOf(CannotTell.class)
                .hasMessageStartingWith("no answer to POST: ");
    }

    @Test
    void keyTravelsOverHttpsOnlyUnlessTheRegistryIsOnThisMachine() {
        // Then
        assertThatThrownBy(() -> new RegistryHttp(URI.create("http://registry.example.org"), "secret", pauses::add))
                .hasMessageContaining("https://")
                .hasMessageNotContaining("secret");
    }
}
