package dev.fhirgateway.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many dead letters are open, and since when. */
public final class LetterMeters {
    private static final int SOURCES_AT_MOST = 100;

    private final MultiGauge open;
    private final BoundedLabel sources = new BoundedLabel(SOURCES_AT_MOST);
    private volatile double oldestSeconds;

    /** Makes its meters. */
    public LetterMeters(MeterRegistry registry) {
        this.open = MultiGauge.builder("gateway.dead.letters.open")
                .description("Dead letters that somebody has to act on")
                .baseUnit("letters")
                .register(registry);
        Gauge.builder("gateway.dead.letters.oldest", () -> oldestSeconds)
                .description("Since when the oldest of them is there")
                .baseUnit("seconds")
                .register(registry);
    }

    /**
     * How many of them there are.
     *
     * @param source the registry source
     * @param blame the code of who has to act
     */
    public record Open(String source, String blame, long letters) {}

    /** Takes the place of what was counted before. */
    public void count(List<Open> counted, double oldest) {
        oldestSeconds = oldest;
        Map<Tags, Long> byTags = counted.stream()
                .collect(Collectors.groupingBy(
                        one -> Tags.of("source", sources.of(one.source()), "blame", one.blame()),
                        Collectors.summingLong(Open::letters)));
        open.register(
                byTags.entrySet().stream()
                        .map(row -> MultiGauge.Row.of(row.getKey(), row.getValue()))
                        .collect(Collectors.toList()),
                true);
    }
}
