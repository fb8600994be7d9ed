package dev.fhirgateway.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Prints what was seen beside what it should be, as a table in Markdown. */
final class Figures {
    private Figures() {}

    static void head() {
        System.out.println("| figure | target | seen | |\n|---|---|---|---|");
    }

    static void atLeast(String figure, double target, double seen) {
        row(figure, ">= " + number(target), number(seen), seen >= target ? "met" : "missed");
    }

    static void atMost(String figure, double target, double seen) {
        row(figure, "<= " + number(target), number(seen), seen <= target ? "met" : "missed");
    }

    /** One that has no target. */
    static void seen(String figure, String seen) {
        row(figure, "", seen, "");
    }

    private static void row(String figure, String target, String seen, String verdict) {
        System.out.printf("| %s | %s | %s | %s |%n", figure, target, seen, verdict);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }

    /** The value that this part of all is not above, in milliseconds; {@code 0.5} is the median. */
    static double percentile(Duration[] times, double part) {
        long[] sorted =
                Arrays.stream(times).mapToLong(Duration::toNanos).sorted().toArray();
        return sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e6;
    }
}
