package dev.fhirgateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxScriptEffectsTest extends SandboxCase {
    private static final String BODY = "{\"data\":{\"name\":\"Zzmarker\"}}";

    @ParameterizedTest
    @CsvSource({"before-commit, 0", "after-commit, 1"})
    void reset_is_a_real_one_and_its_moment_decides_what_is_stored(String moment, int stored) throws Exception {
        // Given
        script("{reset: " + moment + "}");
        String request = "PUT " + RECORD + " HTTP/1.1\r\nHost: x\r\nX-Clinia-API-Key: sandbox\r\nContent-Length: "
                + BODY.length() + "\r\n\r\n" + BODY;

        // When
        try (Socket socket = new Socket(sandbox.url().getHost(), sandbox.port())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));

            // Then
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> socket.getInputStream().read())
                    .withMessageContaining("reset");
        }
        assertThat(stored()).isEqualTo(stored);
    }

    @Test
    void half_body_is_stored_and_breaks_off() {
        // Given
        script("{half-body: true}");

        // Then
        assertThatIOException().isThrownBy(() -> client.put(RECORD, BODY)).withMessageContaining("bytes received");
        assertThat(stored()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "before-commit, 0", "after-commit, 1"})
    void hanging_call_is_not_answered_and_its_moment_decides_what_is_stored(String moment, int stored)
            throws Exception {
        // Given
        script("{method: PUT, hang: " + moment + "}");

        // When
        CompletableFuture<Integer> reply = client.putLater(RECORD, BODY);
        await().until(() -> sandbox.received().size() == 1);
        await().untilAsserted(() -> assertThat(stored()).isEqualTo(stored));

        // Then
        assertThat(client.get("/health").status()).isEqualTo(200);
        assertThat(reply).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"150ms", "150ms..200ms", "p50 150ms, p99 150ms"})
    void latency_goes_with_any_other_effect(String latency) throws Exception {
        // Given
        script("{latency: '" + latency + "', status: 429}");
        long before = System.nanoTime();

        // When
        RegistryClient.Reply reply = client.put(RECORD, BODY);

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(149), Duration.ofSeconds(5));
        assertThat(reply.status()).isEqualTo(429);
        assertThat(sandbox.received().get(0).duration().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMillis(149));
    }

    @Test
    void call_whose_caller_has_gone_is_carried_out_all_the_same() throws Exception {
        // Given
        script("{latency: 300ms}");
        String request = "PUT " + RECORD + " HTTP/1.1\r\nHost: x\r\nX-Clinia-API-Key: sandbox\r\nContent-Length: "
                + BODY.length() + "\r\n\r\n" + BODY;

        // When
        try (Socket socket = new Socket(sandbox.url().getHost(), sandbox.port())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
        }

        // Then
        await().untilAsserted(() -> assertThat(sandbox.received())
                .singleElement()
                .satisfies(call -> assertThat(call.duration()).isPresent()));
        assertThat(sandbox.received().get(0).status()).isEmpty();
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void plan_goes_before_the_script_and_leaves_it_the_rest() throws IOException, InterruptedException {
        // Given
        script("{status: 500}");
        sandbox.faults(FaultPlan.firstCalls(1, new Fault.Status(429)));

        // Then
        assertThat(client.put(RECORD, BODY).status()).isEqualTo(429);
        assertThat(client.put(RECORD, BODY).status()).isEqualTo(500);
    }

    private void script(String text) {
        sandbox.trouble(TroubleScript.read(text));
    }

    private int stored() {
        return sandbox.stored("clinic-north", "patient");
    }
}
