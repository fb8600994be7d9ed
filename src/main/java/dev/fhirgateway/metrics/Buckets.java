package dev.fhirgateway.metrics;

import java.time.Duration;
import java.util.stream.LongStream;

/** The bounds of histograms: few, because each is a time series of its own. */
final class Buckets {
    /** From a batch of one to the longest that an EHR waits. */
    static final Duration[] BATCH = millis(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 120_000);

    /** From a registry next door to the read timeout. */
    static final Duration[] CALL = millis(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000);

    /** From an answer at once to a task that took an hour. */
    static final Duration[] PERSISTED =
            millis(100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000);

    private Buckets() {}

    private static Duration[] millis(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
