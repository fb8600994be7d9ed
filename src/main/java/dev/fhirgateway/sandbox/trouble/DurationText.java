package dev.fhirgateway.sandbox.trouble;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as people write it: {@code 20ms}, {@code 2s}, {@code 5m}, {@code 1h}. */
public final class DurationText {
    /** What to tell somebody who wrote something else. */
    public static final String EXPECTED = "a duration such as 20ms, 2s, 5m or 1h, at most a year";

    /** So that no reckoning with it can overflow. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern FORM = Pattern.compile("(\\d{1,11})(ms|s|m|h)");

    private static final Map<String, ChronoUnit> UNITS =
            Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

    private DurationText() {}

    /** Empty for anything else, a bare number included: whether it means seconds would be a guess. */
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches()
                ? Optional.of(Duration.of(
                                Long.parseLong(form.group(1)), Objects.requireNonNull(UNITS.get(form.group(2)))))
                        .filter(time -> time.compareTo(LONGEST) <= 0)
                : Optional.empty();
    }
}
