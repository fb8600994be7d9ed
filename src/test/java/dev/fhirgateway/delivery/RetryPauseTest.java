package dev.fhirgateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.settings.DeliverySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPauseTest {
    private static final DeliverySettings DELIVERY = new DeliverySettings(
            64, 4, 6, Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(120));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({"1,200", "2,400", "3,800", "7,12800", "8,20000", "60,20000"})
    void theCeilingDoublesWithEachFailureUpToItsLimit(int failures, long ceiling) {
        RetryPause longest = new RetryPause(DELIVERY, CLOCK, bound -> bound - 1);

        assertThat(longest.after(failures, null)).isEqualTo(Duration.ofMillis(ceiling));
    }

    @Test
    void thePauseIsDrawnFromAllOfIt() {
        RetryPause shortest = new RetryPause(DELIVERY, CLOCK, bound -> 0);

        assertThat(shortest.after(5, null)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 7",
                " 7 | 7",
                "0 | 0",
                "3600 | 30",
                "99999999999999999999 | 30",
                "Fri, 2 Jan 2026 03:04:15 GMT | 10",
                "Fri, 2 Jan 2026 03:04:00 GMT | 0",
                "Fri, 2 Jan 2026 09:00:00 GMT | 30"
            })
    void retryAfterIsObeyedAsSecondsAndAsADateUpToItsLimit(String header, long seconds) {
        RetryPause pause = new RetryPause(DELIVERY, CLOCK, bound -> 0);

        assertThat(pause.after(1, header)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-1", "''"})
    void aRetryAfterThatMeansNothingFallsBackToTheRandomPause(String header) {
        RetryPause longest = new RetryPause(DELIVERY, CLOCK, bound -> bound - 1);

        assertThat(longest.after(1, header)).isEqualTo(Duration.ofMillis(200));
    }
}
