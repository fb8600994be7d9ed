package dev.fhirgateway.sandbox.trouble;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Retry-After} header of a refusal, in either form of RFC 9110 10.2.3.
 *
 * @param text seconds or an HTTP date, sent as it stands; not used when {@code ahead} is there
 * @param ahead sent as the date that is so far ahead when the answer goes out; null for none
 */
public record RetryAfter(String text, @Nullable Duration ahead) {
    /** What to tell somebody who wrote something else. */
    public static final String EXPECTED = "seconds (3), an HTTP date, or a date so far ahead (date+3s)";

    private static final String AHEAD = "date+";
    /** IMF-fixdate: the JDK's own RFC 1123 form writes days below ten with one digit. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** The header as it stands, whatever it is. */
    public static RetryAfter asWritten(String text) {
        return new RetryAfter(text, null);
    }

    /** Reads a header as scripts write it; empty for anything else. */
    static Optional<RetryAfter> parse(String text) {
        if (text.startsWith(AHEAD)) {
            return DurationText.parse(text.substring(AHEAD.length())).map(time -> new RetryAfter(text, time));
        }
        return text.matches("\\d{1,9}") || isDate(text) ? Optional.of(asWritten(text)) : Optional.empty();
    }

    /** The header's value for an answer that goes out now. */
    public String header(Instant now) {
        return ahead == null ? text : HTTP_DATE.format(now.plus(ahead));
    }

    private static boolean isDate(String text) {
        try {
            HTTP_DATE.parse(text);
            return true;
        } catch (DateTimeException notADate) {
            return false;
        }
    }
}
