package dev.fhirgateway.sandbox.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {
    @ParameterizedTest
    @CsvSource({"20ms, PT0.02S", "2s, PT2S", "5m, PT5M", "1h, PT1H", "0ms, PT0S"})
    void fixed_latency_is_the_same_for_every_call(String text, Duration expected) {
        assertThat(Latency.parse(text)).contains(new Latency.Fixed(expected));
        assertThat(draws(text, 3)).containsOnly(expected);
    }

    @Test
    void range_is_drawn_over_its_whole_width_and_not_beyond() {
        // When
        List<Duration> drawn = draws("10ms..50ms", 10_000);

        // Then
        assertThat(drawn)
                .allMatch(time -> time.toNanos() >= 10_000_000 && time.toNanos() <= 50_000_000)
                .anyMatch(time -> time.toNanos() < 11_000_000)
                .anyMatch(time -> time.toNanos() > 49_000_000);
    }

    @Test
    void percentiles_are_kept_and_the_tail_ends_at_ten_times_the_higher() {
        // When
        List<Duration> drawn =
                draws("p50 20ms, p99 300ms", 20_000).stream().sorted().toList();

        // Then
        assertThat(drawn.get(10_000).toMillis()).isBetween(19L, 21L);
        assertThat(drawn.get(19_800).toMillis()).isBetween(240L, 370L);
        assertThat(drawn.get(19_999)).isLessThanOrEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20",
                "20 ms",
                "-1ms",
                "1.5s",
                "",
                "50ms..10ms",
                "10ms..",
                "p50 0ms, p99 1s",
                "p50 2s, p99 1s",
                "9000h"
            })
    void anything_else_is_no_latency(String text) {
        assertThat(Latency.parse(text)).isEmpty();
    }

    private static List<Duration> draws(String text, int count) {
        Random random = new Random(1);
        Latency latency = Latency.parse(text).orElseThrow();
        return Stream.generate(() -> latency.draw(random)).limit(count).toList();
    }
}
