package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What patients are called, where they live and who they are stands in answers to their EHR, and nowhere else.
 * {@code Zzvalue} marks the values in the resources, {@code Zzid} their ids, which an answer may name and a log may not.
 */
class NothingLeaksIT {
    @TempDir
    Path config;

    private CapturedLog log;
    private GatewayUnderTest gateway;

    @BeforeEach
    void start() {
        log = CapturedLog.start();
        gateway = GatewayUnderTest.start(
                config,
                "gateway.registry.read-timeout=1s",
                "gateway.delivery.max-tries=2",
                "gateway.delivery.backoff-initial=1ms",
                "gateway.delivery.backoff-max=1ms");
    }

    @AfterEach
    void stop() {
        gateway.close();
        log.close();
    }

    @Test
    void noValueOfAResourceIsLoggedOrToldWhateverHappensToIt() throws Exception {
        // Given
        List<String> ways = List.of("good", "retried", "failing", "refused", "reset", "half", "hang");
        List<String> entries =
                new ArrayList<>(ways.stream().map(MarkedPatients::telling).toList());
        List<String> bad = MarkedPatients.tellingButBad();
        entries.addAll(bad);
        gateway.sandbox()
                .faults(at("retried", (call, nth) -> nth == 1 ? new Fault.Status(503) : new Fault.None())
                        .orElse(at("failing", FaultPlan.always(new Fault.Status(503))))
                        .orElse(at("refused", FaultPlan.always(new Fault.Status(400))))
                        .orElse(at("reset", FaultPlan.always(new Fault.ResetBefore())))
                        .orElse(at("half", FaultPlan.always(new Fault.HalfBody())))
                        .orElse(at("hang", FaultPlan.always(new Fault.Hang()))));

        // When
        BatchAnswer answer = gateway.put(entries.toString());

        // Then
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.counts()).isEqualTo("persisted=2, accepted=0, unchanged=0, failed=" + (5 + bad.size()));
        assertThat(answer.slots())
                .filteredOn(slot -> slot.path("resourceType").asText().equals("OperationOutcome"))
                .hasSize(5 + bad.size())
                .allSatisfy(slot -> assertThat(slot.toString()).doesNotContain("Zzvalue"));
        assertNothingLeaked();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zzvalue",
                "[Zzvalue]",
                "[{\"resourceType\":\"Patient\",\"id\":\"Zzid-1\",\"name\":[{\"family\":\"Zzvalue",
                "[{\"resourceType\":\"Patient\",\"id\":\"Zzid-1\" \"Zzvalue\"}]",
                "{\"resourceType\":\"Patient\",\"id\":\"Zzid-1\",\"name\":[{\"family\":\"Zzvalue\"}]}",
                "[\"Zzvalue\"]",
                "[{\"resourceType\":\"Patient\",\"id\":\"Zzid-1\"}] Zzvalue"
            })
    void aBodyThatIsNoArrayOfResourcesIsNotQuoted(String body) throws Exception {
        // When
        BatchAnswer answer = gateway.put(body);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.text()).doesNotContain("Zzvalue", "Zzid");
        assertThat(gateway.sandbox().received()).isEmpty();
        assertThat(log.text()).contains("a request was refused with 400");
        assertNothingLeaked();
    }

    private void assertNothingLeaked() throws Exception {
        assertThat(log.text()).isNotBlank().doesNotContain("Zzvalue", "Zzid", "\n\tat ");
        assertThat(gateway.get("/observe/health")).contains("UP").doesNotContain("Zzvalue", "Zzid");
    }

    private static FaultPlan at(String way, FaultPlan trouble) {
        return trouble.when(call -> call.path().endsWith("-" + way));
    }
}
