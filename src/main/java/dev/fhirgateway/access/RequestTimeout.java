package dev.fhirgateway.access;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a client waits for its answer, as it writes it into {@code X-Request-Timeout}. No standard names such a header;
 * a bare number means seconds, as in {@code Retry-After}. Few digits are taken, so that no number can overflow.
 */
final class RequestTimeout {
    static final String EXPECTED = "a time above 0, such as 30, 2.5, 30s, 1500ms or 2m";

    private static final Pattern FORM = Pattern.compile("(\\d{1,8}(?:\\.\\d{1,9})?)(ms|s|m)?");
    private static final Map<String, BigDecimal> NANOS = Map.of(
            "ms", BigDecimal.valueOf(1_000_000L),
            "s", BigDecimal.valueOf(1_000_000_000L),
            "m", BigDecimal.valueOf(60_000_000_000L));

    private RequestTimeout() {}

    /** The time, or empty when it is written in no such form, or is none. */
    static Optional<Duration> read(String header) {
        Matcher form = FORM.matcher(header.strip());
        return form.matches() ? Optional.of(time(form)).filter(time -> !time.isZero()) : Optional.empty();
    }

    private static Duration time(Matcher form) {
        String unit = Objects.requireNonNullElse(form.group(2), "s");
        BigDecimal nanos = Objects.requireNonNull(NANOS.get(unit));
        return Duration.ofNanos(new BigDecimal(form.group(1)).multiply(nanos).longValue());
    }
}
