package dev.fhirgateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryCallMeterTest {
    private static final Duration TOOK = Duration.ofMillis(20);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RegistryCallMeter meter = new RegistryCallMeter(registry);

    @ParameterizedTest
    @ValueSource(strings = {"201", "503", "no answer"})
    void aCallIsTimedByItsStatusOrTheKindOfItsFault(String outcome) {
        meter.called("put-resource", outcome, TOOK);

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
            meter.called("put-" + i, "201", TOOK);
            meter.called("put-resource", "fault " + i, TOOK);
        }

        assertThat(registry.find("gateway.registry.calls").timers()).hasSizeBetween(21, 60);
    }
}
