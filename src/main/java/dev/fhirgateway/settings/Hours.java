package dev.fhirgateway.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of each day.
 *
 * @param from the first one, from 0
 * @param to the one before which they end, up to 24
 */
public record Hours(int from, int to) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,2})-(\\d{1,2})");

    static final Form<Hours> FORM = new Form<>(
            "two hours of the day, such as 7-19 or 0-24, the first before the second",
            Hours::parse,
            hours -> hours.from >= 0 && hours.from < hours.to && hours.to <= 24,
            Hours::toString);

    private static Optional<Hours> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Hours(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return from + "-" + to;
    }
}
