package dev.fhirgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.sandbox.trouble.TroubleScript;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SandboxFaultHeaderTest extends SandboxCase {
    private static final String BODY = "{\"data\":{\"name\":\"Zzmarker\"}}";

    @Test
    void header_scripts_its_own_call_and_no_other() throws Exception {
        // When
        RegistryClient.Reply scripted = client.putWithFault(RECORD, BODY, "status=503; retry-after=1");

        // Then
        assertThat(scripted.status()).isEqualTo(503);
        assertThat(scripted.header("retry-after")).isEqualTo("1");
        assertThat(client.put(RECORD, BODY).status()).isEqualTo(201);
    }

    @Test
    void header_goes_before_plan_and_script_which_do_not_count_its_call() throws Exception {
        // Given
        sandbox.trouble(TroubleScript.read("{nth: 1, status: 500}"));

        // Then
        assertThat(client.putWithFault(RECORD, BODY, "latency=0ms").status()).isEqualTo(201);
        assertThat(client.put(RECORD, BODY).status()).isEqualTo(500);
    }

    @Test
    void header_knows_latency_flags_and_tasks() throws Exception {
        // Then
        assertThatIOException().isThrownBy(() -> client.putWithFault(RECORD, BODY, "half-body"));
        assertThat(client.putWithFault(RECORD, BODY, "latency=p50 120ms, p99 120ms;task=never")
                        .status())
                .isEqualTo(202);
        assertThat(sandbox.received().get(1).duration().orElseThrow()).isGreaterThan(Duration.ofMillis(110));
    }

    @Test
    void broken_header_is_told_and_nothing_is_stored() throws Exception {
        // When
        RegistryClient.Reply reply = client.putWithFault(RECORD, BODY, "status=soon; nth=1; ; reset=never");

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error().details())
                .extracting(RegistryError::message)
                .anyMatch(problem -> problem.startsWith("X-Sandbox-Fault: unknown key nth, expected one of latency"))
                .contains(
                        "X-Sandbox-Fault: reset: there is status already, one effect is all",
                        "X-Sandbox-Fault: status: expected a whole number from 200 to 599");
        assertThat(client.putWithFault(RECORD, BODY, "").error().message()).isEqualTo("the request is not valid");
        assertThat(sandbox.stored("clinic-north", "patient")).isZero();
        assertThat(sandbox.received().get(0).status()).hasValue(400);
    }
}
