package dev.fhirgateway.send;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After}, in either form of {@code RFC 9110 section 10.2.3}. */
final class ComeBack {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private ComeBack() {}

    /** How long to wait; null when nothing, or nothing of sense, is told. */
    static @Nullable Duration of(HttpHeaders headers, Clock clock) {
        String told = headers.firstValue("Retry-After").orElse("").strip();
        if (SECONDS.matcher(told).matches()) {
            return Duration.ofSeconds(Long.parseLong(told));
        }
        try {
            Duration until =
                    Duration.between(clock.instant(), ZonedDateTime.parse(told, DateTimeFormatter.RFC_1123_DATE_TIME));
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
