package dev.fhirgateway.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps of the wire. They are met with no, three, four or more digits of a second ({@code source 000} and
 * {@code source 002} differ), so reading takes any number of them, any common spelling of the offset, and UTC where
 * none is written. Writing is {@link Instant#toString()}.
 */
public final class RegistryTime {
    private static final Pattern FORM = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)[Tt ](\\d\\d):(\\d\\d)(?::(\\d\\d))?"
            + "(?:\\.(\\d+))?([Zz]|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final int NANO_DIGITS = 9;

    private RegistryTime() {}

    /** The moment that the text names, or empty when it names none. Digits beyond nanoseconds are cut off. */
    public static Optional<Instant> parse(@Nullable String text) {
        Matcher form = FORM.matcher(text == null ? "" : text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(form, 1), number(form, 2), number(form, 3), number(form, 4), number(form, 5), seconds(form));
            return Optional.of(local.plusNanos(nanos(form.group(7))).toInstant(offset(form.group(8))));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static int seconds(Matcher form) {
        return form.start(6) < 0 ? 0 : number(form, 6);
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    private static long nanos(@Nullable String fraction) {
        String digits = (fraction == null ? "" : fraction) + "0".repeat(NANO_DIGITS);
        return Long.parseLong(digits.substring(0, NANO_DIGITS));
    }

    private static ZoneOffset offset(@Nullable String offset) {
        return offset == null || offset.equalsIgnoreCase("z") ? ZoneOffset.UTC : ZoneOffset.of(offset);
    }
}
