package dev.fhirgateway.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps of the wire. They are met with no, three, four or more digits of a second ({@code source 000} and
 * {@code source 002} differ), so reading takes any number of them, any common spelling of the offset, and UTC where
 * none is written. Writing is {@link Instant#toString()}.
 */
public final class RegistryTime {
    /** What every one begins with: a 0 stands for any digit, the T for a small one or a blank as well. */
    private static final String TO_THE_MINUTE = "0000-00-00T00:00";

    private static final int SECONDS = 3;
    private static final int NANO_DIGITS = 9;

    private RegistryTime() {}

    /** The moment that the text names, or empty when it names none. Digits beyond nanoseconds are cut off. */
    public static Optional<Instant> parse(@Nullable String text) {
        if (text == null || !beginsWell(text)) {
            return Optional.empty();
        }
        int toSeconds = endOfSeconds(text);
        int toFraction = endOfFraction(text, toSeconds);
        String offset = text.substring(toFraction);
        if (!isOffset(offset)) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    number(text, 11, 13),
                    number(text, 14, 16),
                    toSeconds == TO_THE_MINUTE.length() ? 0 : number(text, toSeconds - 2, toSeconds),
                    nanos(text, toSeconds + 1, toFraction));
            return Optional.of(local.toInstant(offset.length() <= 1 ? ZoneOffset.UTC : ZoneOffset.of(offset)));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static boolean beginsWell(String text) {
        if (text.length() < TO_THE_MINUTE.length()) {
            return false;
        }
        for (int i = 0; i < TO_THE_MINUTE.length(); i++) {
            char c = text.charAt(i);
            boolean expected =
                    switch (TO_THE_MINUTE.charAt(i)) {
                        case '0' -> isDigit(c);
                        case 'T' -> c == 'T' || c == 't' || c == ' ';
                        default -> c == TO_THE_MINUTE.charAt(i);
                    };
            if (!expected) {
                return false;
            }
        }
        return true;
    }

    private static int endOfSeconds(String text) {
        int at = TO_THE_MINUTE.length();
        boolean there = text.startsWith(":", at) && endOfDigits(text, at + 1) >= at + SECONDS;
        return there ? at + SECONDS : at;
    }

    private static int endOfFraction(String text, int at) {
        int end = text.startsWith(".", at) ? endOfDigits(text, at + 1) : at;
        return end > at + 1 ? end : at;
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** None, {@code Z}, or {@code +hh}, {@code +hhmm}, {@code +hh:mm}, of which {@link ZoneOffset} knows more forms. */
    private static boolean isOffset(String text) {
        return switch (text.length()) {
            case 0 -> true;
            case 1 -> text.equalsIgnoreCase("z");
            case 3, 5, 6 -> text.charAt(0) == '+' || text.charAt(0) == '-';
            default -> false;
        };
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static int nanos(String text, int from, int to) {
        int nanos = 0;
        for (int i = from; i < from + NANO_DIGITS; i++) {
            nanos = 10 * nanos + (i < to ? text.charAt(i) - '0' : 0);
        }
        return nanos;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
