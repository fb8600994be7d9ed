package dev.fhirgateway.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with its unit, as an operator writes it. Nine digits at most, so that no unit can overflow a long. */
final class Quantity {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,9})(B|KB|MB|GB)", Pattern.CASE_INSENSITIVE);
    private static final Map<String, ChronoUnit> TIME_UNITS = Map.of(
            "ms",
            ChronoUnit.MILLIS,
            "s",
            ChronoUnit.SECONDS,
            "m",
            ChronoUnit.MINUTES,
            "h",
            ChronoUnit.HOURS,
            "d",
            ChronoUnit.DAYS);
    private static final Map<String, Long> BYTE_UNITS = Map.of("B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30);

    private Quantity() {}

    /** A bare number is no duration: whether it means seconds or milliseconds would be a guess. */
    static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        return matcher.matches()
                ? Optional.of(Duration.of(number(matcher), Objects.requireNonNull(TIME_UNITS.get(matcher.group(2)))))
                : Optional.empty();
    }

    /** Powers of 1024; a bare number has no unit and is refused, as for durations. */
    static Optional<Long> bytes(String text) {
        Matcher matcher = BYTES.matcher(text);
        return matcher.matches()
                ? Optional.of(number(matcher)
                        * Objects.requireNonNull(BYTE_UNITS.get(matcher.group(2).toUpperCase(Locale.ROOT))))
                : Optional.empty();
    }

    private static long number(Matcher matcher) {
        return Long.parseLong(matcher.group(1));
    }
}
