package dev.fhirgateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.metrics.DeliveryState.Circuit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GaugesTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Gauges gauges = new Gauges(registry);

    @Test
    void theyTellHowDeliveryIsDoingNow() {
        AtomicReference<DeliveryState> now = new AtomicReference<>(new DeliveryState(0, 64, 0, 0, Circuit.CLOSED));
        gauges.delivery(now::get);
        now.set(new DeliveryState(7, 12, 300, 4.5, Circuit.HALF_OPEN));

        assertThat(value("gateway.delivery.in.flight")).isEqualTo(7);
        assertThat(value("gateway.delivery.limit")).isEqualTo(12);
        assertThat(value("gateway.delivery.waiting")).isEqualTo(300);
        assertThat(value("gateway.delivery.oldest.waiting")).isEqualTo(4.5);
        assertThat(value("gateway.delivery.circuit", "state", "closed")).isZero();
        assertThat(value("gateway.delivery.circuit", "state", "open")).isZero();
        assertThat(value("gateway.delivery.circuit", "state", "half_open")).isEqualTo(1);
    }

    @Test
    void theyTellWhatIsInWork() {
        gauges.admission(() -> 3, () -> 4000L, () -> 80_000L);
        gauges.configProblems("mappings", () -> 2);

        assertThat(value("gateway.http.active.requests")).isEqualTo(3);
        assertThat(value("gateway.http.bodies")).isEqualTo(4000);
        assertThat(value("gateway.http.bodies.limit")).isEqualTo(80_000);
        assertThat(value("gateway.config.problems", "kind", "mappings")).isEqualTo(2);
    }

    private double value(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }
}
