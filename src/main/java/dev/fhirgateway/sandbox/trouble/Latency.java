package dev.fhirgateway.sandbox.trouble;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a call is kept waiting before anything is made of it. */
sealed interface Latency {
    /** No waiting. */
    Latency NONE = new Fixed(Duration.ZERO);

    /** What to tell somebody who wrote something else. */
    String EXPECTED = "a duration (20ms), a range (10ms..50ms), or percentiles (p50 20ms, p99 300ms)";

    /** The time for one call. */
    Duration draw(Random random);

    /** Whether each call gets a time of its own. */
    boolean isDrawn();

    /** The same for every call: {@code 20ms}. */
    record Fixed(Duration time) implements Latency {
        @Override
        public Duration draw(Random random) {
            return time;
        }

        @Override
        public boolean isDrawn() {
            return false;
        }
    }

    /** Anything between the two, all equally likely: {@code 10ms..50ms}. */
    record Uniform(Duration from, Duration to) implements Latency {
        public Uniform {
            if (to.compareTo(from) < 0) {
                throw new IllegalArgumentException("the range ends before it begins");
            }
        }

        @Override
        public Duration draw(Random random) {
            return from.plusNanos(
                    Math.round(random.nextDouble() * to.minus(from).toNanos()));
        }

        @Override
        public boolean isDrawn() {
            return true;
        }
    }

    /**
     * Log-normal, the usual shape of a network's answers: half of the calls take up to the median, one in a hundred
     * longer than the 99th percentile, none longer than ten times that. Written {@code p50 20ms, p99 300ms}.
     */
    record LogNormal(Duration p50, Duration p99) implements Latency {
        /** How many standard deviations the 99th percentile of a normal distribution is above its median. */
        private static final double Z99 = 2.326_347_874;

        private static final int LONGEST = 10;

        public LogNormal {
            if (p50.isZero() || p99.compareTo(p50) < 0) {
                throw new IllegalArgumentException("the median is zero, or above the 99th percentile");
            }
        }

        @Override
        public Duration draw(Random random) {
            double sigma = Math.log((double) p99.toNanos() / p50.toNanos()) / Z99;
            double nanos = p50.toNanos() * Math.exp(sigma * random.nextGaussian());
            return Duration.ofNanos(
                    Math.min(Math.round(nanos), p99.multipliedBy(LONGEST).toNanos()));
        }

        @Override
        public boolean isDrawn() {
            return true;
        }
    }

    /** Reads one of the three forms; empty for anything else. */
    static Optional<Latency> parse(String text) {
        Matcher range = Pattern.compile("(.+)\\.\\.(.+)").matcher(text);
        Matcher percentiles = Pattern.compile("p50 +(\\w+) *, *p99 +(\\w+)").matcher(text.strip());
        try {
            if (percentiles.matches()) {
                return both(percentiles, LogNormal::new);
            }
            return range.matches()
                    ? both(range, Uniform::new)
                    : DurationText.parse(text).map(Fixed::new);
        } catch (IllegalArgumentException notOrdered) {
            return Optional.empty();
        }
    }

    private static Optional<Latency> both(Matcher form, BiFunction<Duration, Duration, Latency> make) {
        return DurationText.parse(form.group(1))
                .flatMap(low -> DurationText.parse(form.group(2)).map(high -> make.apply(low, high)));
    }
}
