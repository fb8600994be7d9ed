package dev.fhirgateway.delivery.window;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How many calls at once the registry takes well: the lower of two limits, one from how long answers take and one from
 * the share of calls that get none. Both learn from rounds: a round is as many calls as may be in flight, so it takes
 * about two round trips whatever these last, and idle time is no round. Why so, and the figures: decision 8.
 */
final class AdaptiveLimit {
    /** With fewer calls, one or two that fail would be a large share. */
    static final int SMALLEST_ROUND = 20;

    /**
     * The share of the ceiling that slow answers leave: they may mean a queue, and as well a registry that takes longer and
     * is in no trouble, of which the work would then be much slower than its answers.
     */
    private static final int LEFT_BY_LATENCY = 4;

    /** Calls that fail for reasons of their own, one in ten, must not count as overload. */
    private static final double DROPPED_SHARE = 0.25;

    /** After an outage this brings the limit from 4 to 64 in about twenty rounds. */
    private static final int ANSWERS_PER_STEP = 10;

    private final int floor;
    private final int ceiling;
    private final Limit byLatency;
    private final long[] latencies;
    private Limit byDrops;
    private long roundBegan;
    private int calls;
    private int drops;
    private int mostInFlight;

    /**
     * @param floor not above the ceiling
     * @param ceiling where it starts
     */
    AdaptiveLimit(int floor, int ceiling) {
        this.floor = floor;
        this.ceiling = ceiling;
        this.latencies = new long[Math.max(SMALLEST_ROUND, ceiling)];
        this.byDrops = byDrops(ceiling);
        this.byLatency = Gradient2Limit.newBuilder()
                .minLimit(Math.max(floor, ceiling / LEFT_BY_LATENCY))
                .maxConcurrency(ceiling)
                .initialLimit(ceiling)
                .rttTolerance(2)
                .longWindow(200)
                .smoothing(0.3)
                .build();
    }

    int current() {
        return Math.min(byLatency.getLimit(), byDrops.getLimit());
    }

    /** After an outage: few calls at first, and more with every answer. */
    void restart(long now) {
        byDrops = byDrops(floor);
        beginRound(now);
    }

    /**
     * One call is over. Times are in nanoseconds.
     *
     * @param began when it was sent; one of an earlier round tells nothing about the limit of this one
     * @param now when its answer came
     * @param inFlight how many calls there were when it was sent, itself included
     * @param dropped whether there was no answer, or one that asks for less
     */
    void sample(long began, long now, int inFlight, boolean dropped) {
        if (began < roundBegan) {
            return;
        }
        if (dropped) {
            drops++;
        } else {
            latencies[calls - drops] = Math.max(1, now - began);
        }
        calls++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        int round = Math.max(SMALLEST_ROUND, current());
        if (drops > DROPPED_SHARE * round) {
            byDrops.onSample(began, now - began, mostInFlight, true);
            beginRound(now);
        } else if (calls >= round) {
            endRound(began);
            beginRound(now);
        }
    }

    private void endRound(long began) {
        int answers = calls - drops;
        Arrays.sort(latencies, 0, answers);
        long median = latencies[answers / 2];
        byLatency.onSample(began, median, mostInFlight, false);
        for (int step = 0; step < answers / ANSWERS_PER_STEP; step++) {
            byDrops.onSample(began, median, mostInFlight, false);
        }
    }

    private void beginRound(long now) {
        roundBegan = now;
        calls = 0;
        drops = 0;
        mostInFlight = 0;
    }

    private Limit byDrops(int initial) {
        return AIMDLimit.newBuilder()
                .minLimit(floor)
                .maxLimit(ceiling)
                .initialLimit(initial)
                .backoffRatio(0.7)
                .timeout(1, TimeUnit.DAYS) // how long answers take is the other limit's business
                .build();
    }
}
