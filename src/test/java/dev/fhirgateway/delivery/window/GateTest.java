package dev.fhirgateway.delivery.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GateTest {
    @Test
    void timeThatPassesBetweenTwoLooksAtTheClockKeepsNoProbeOut() {
        AtomicLong now = new AtomicLong();
        Gate gate = new Gate("registry", ManualWindow.OUTAGE, () -> now.addAndGet(1_000_000));
        gate.refused(gate.enter());
        int looks = 0;
        while (gate.refuses()) {
            looks++;
        }

        int probe = gate.enter();

        assertThat(looks).isBetween(4_900, 5_000);
        assertThat(gate.isProbing()).isTrue();
        gate.good(probe);
        assertThat(gate.isClosed()).isTrue();
    }
}
