package dev.fhirgateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryCallMeterTest {
    private static final Duration TOOK = Duration.ofMillis(20);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RegistryCallMeter meter = new RegistryCallMeter(registry);

    @ParameterizedTest
    @CsvSource({
        "200, 2xx",
        "202, 2xx",
        "302, 3xx",
        "404, 4xx",
        "429, 429",
        "503, 5xx",
        "no answer, no-answer",
        "no connection, no-connection"
    })
    void aCallIsTimedByTheClassOfItsStatusOrTheKindOfItsFault(String kind, String outcome) {
        meter.record("put-resource", kind, TOOK);

        assertThat(registry.get("gateway.registry.calls")
                        .tags("operation", "put-resource", "outcome", outcome)
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(20);
    }

    @Test
    void triesAreCountedPerEntry() {
        meter.tries(1);
        meter.tries(5);

        assertThat(registry.get("gateway.registry.tries").summary().mean()).isEqualTo(3);
        assertThat(registry.get("gateway.registry.tries").summary().max()).isEqualTo(5);
    }

    @Test
    void labelsAreBounded() {
        for (int i = 0; i < 1000; i++) {
            meter.record("put-" + i, "fault " + i, TOOK);
        }

        assertThat(registry.find("gateway.registry.calls").timers()).hasSize(21);
    }
}
