package dev.fhirgateway.access;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long requests are in work at present: what those took that ended last, or what those have taken by now that are
 * still in work, whichever is longer. So a stall is seen before anything has ended.
 */
final class WorkTimes {
    private static final double WEIGHT_OF_THE_LAST = 0.2;

    private final LongSupplier nanoTime;
    private final long origin;
    private int inWork;
    private long sumOfBegins;
    private double average;

    WorkTimes(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
    }

    /** Gives what {@link #end} wants to know. */
    synchronized long begin() {
        long now = now();
        inWork++;
        sumOfBegins += now;
        return now;
    }

    synchronized void end(long began) {
        inWork--;
        sumOfBegins -= began;
        double took = now() - began;
        average = average == 0 ? took : average + WEIGHT_OF_THE_LAST * (took - average);
    }

    /** Zero when nothing is known. */
    synchronized Duration atPresent() {
        double age = inWork == 0 ? 0 : now() - (double) sumOfBegins / inWork;
        return Duration.ofNanos((long) Math.max(average, age));
    }

    /** Small numbers, so that many of them can be added up. */
    private long now() {
        return nanoTime.getAsLong() - origin;
    }
}
