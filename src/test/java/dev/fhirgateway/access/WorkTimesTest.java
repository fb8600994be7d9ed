package dev.fhirgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkTimesTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // System.nanoTime() may overflow
    private final WorkTimes times = new WorkTimes(now::get);

    @Test
    void nothingIsKnownBeforeTheFirst() {
        assertThat(times.atPresent()).isZero();
    }

    @Test
    void whatEndedLastTellsHowLongItTakes() {
        run(Duration.ofSeconds(2));

        assertThat(times.atPresent()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theLatestCountMost() {
        run(Duration.ofSeconds(10));
        for (int i = 0; i < 20; i++) {
            run(Duration.ofSeconds(1));
        }

        assertThat(times.atPresent()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1200));
    }

    @Test
    void aStallIsSeenBeforeAnythingEnds() {
        run(Duration.ofSeconds(1));
        times.begin();
        pass(Duration.ofSeconds(20));
        times.begin();
        pass(Duration.ofSeconds(20));

        assertThat(times.atPresent()).isEqualTo(Duration.ofSeconds(30));
    }

    private void run(Duration time) {
        long began = times.begin();
        pass(time);
        times.end(began);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
