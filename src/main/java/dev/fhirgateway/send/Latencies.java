package dev.fhirgateway.send;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long requests took until they were answered. Holds their distribution in constant memory, to within one in a hundred. */
final class Latencies {
    private static final long LONGEST = TimeUnit.HOURS.toMicros(1);
    private static final int DIGITS = 2;

    private final Histogram micros = new ConcurrentHistogram(LONGEST, DIGITS);
    private final AtomicLong retries = new AtomicLong();

    void add(long nanos) {
        micros.recordValue(Math.min(LONGEST, TimeUnit.NANOSECONDS.toMicros(nanos)));
    }

    /** A request is made again, for all or some of its entries. */
    void addRetry() {
        retries.incrementAndGet();
    }

    /** {@code 502 requests, 3 of them again; answered in 210 ms (p50), ...}. */
    String told() {
        return Words.number(micros.getTotalCount()) + " requests, " + Words.number(retries.get())
                + " of them again; answered in " + at(50) + " (p50), " + at(90) + " (p90), " + at(99) + " (p99), "
                + millis(micros.getMaxValue()) + " (longest)";
    }

    private String at(double percentile) {
        return millis(micros.getValueAtPercentile(percentile));
    }

    private static String millis(long value) {
        return Words.number(TimeUnit.MICROSECONDS.toMillis(value)) + " ms";
    }
}
