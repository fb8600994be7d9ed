package dev.fhirgateway.access;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request prefers ({@code RFC 7240}). What is not understood is passed over, as that asks for.
 *
 * @param minimal whether the answer is to be short
 * @param respondAsync whether the answer may be a place to ask at
 * @param longest how long its client would wait for another answer; null when it does not say
 */
record Prefer(boolean minimal, boolean respondAsync, @Nullable Duration longest) {
    private static final Pattern WAIT = Pattern.compile("wait=(\\d{1,9})");

    /** @param lines the values of the header; clients also send {@code wait} as a parameter of {@code respond-async} */
    static Prefer read(List<String> lines) {
        boolean minimal = false;
        boolean respondAsync = false;
        Duration longest = null;
        for (String line : lines) {
            for (String part : line.split("[,;]")) {
                String preference = part.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT);
                Matcher seconds = WAIT.matcher(preference);
                minimal |= preference.equals("return=minimal");
                respondAsync |= preference.equals("respond-async");
                if (longest == null && seconds.matches()) {
                    longest = Duration.ofSeconds(Long.parseLong(seconds.group(1)));
                }
            }
        }
        return new Prefer(minimal, respondAsync, longest);
    }

    /** Whether its client does not want to wait at all. */
    boolean atOnce() {
        return respondAsync && (longest == null || longest.isZero());
    }
}
