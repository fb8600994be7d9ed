package dev.fhirgateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VersionCounterTest {
    private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @Test
    void versionsGrowAndFitTheIdPatternOfFhir() {
        VersionCounter versions = new VersionCounter(clock);

        String first = versions.next();
        String second = versions.next();

        assertThat(Long.parseLong(second)).isGreaterThan(Long.parseLong(first));
        assertThat(first).matches("[A-Za-z0-9\\-.]{1,64}");
    }

    @Test
    void versionsGrowAcrossARestart() {
        VersionCounter before = new VersionCounter(clock);
        String last = before.next();
        for (int i = 0; i < 500_000; i++) {
            last = before.next();
        }

        VersionCounter after = new VersionCounter(Clock.offset(clock, Duration.ofSeconds(1)));

        assertThat(Long.parseLong(after.next())).isGreaterThan(Long.parseLong(last));
    }
}
