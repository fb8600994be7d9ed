package dev.fhirgateway.sandbox.catalog;

import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The written forms of dates and times. The registry words them as FHIR does and its own patterns are not public, so
 * FHIR R4's stand in ({@code FHIR R4 datatypes.html}). Beyond the form, a day has to be one of the calendar.
 */
final class DateForms {
    private static final String DAY = "(?!0000)\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";
    private static final String PARTIAL_DAY = "(?!0000)\\d{4}(?:-(?:0[1-9]|1[0-2]))?";
    /** Seconds go to 60, because leap seconds happen. */
    private static final String CLOCK = "(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?";

    private static final String ZONE = "(?:Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))";

    private static final Pattern DATE = Pattern.compile("(?:(" + DAY + ")|" + PARTIAL_DAY + ")");
    private static final Pattern DATE_TIME =
            Pattern.compile("(?:(" + DAY + ")(?:T" + CLOCK + ZONE + ")?|" + PARTIAL_DAY + ")");
    private static final Pattern INSTANT = Pattern.compile("(" + DAY + ")T" + CLOCK + ZONE);
    private static final Pattern TIME = Pattern.compile(CLOCK);

    private DateForms() {}

    /** A year, a month of a year, or a day. */
    static boolean isDate(String text) {
        return isReal(DATE.matcher(text));
    }

    /** A date, or a day with a time to the second and a zone. */
    static boolean isDateTime(String text) {
        return isReal(DATE_TIME.matcher(text));
    }

    /** A day with a time to the second and a zone. */
    static boolean isInstant(String text) {
        return isReal(INSTANT.matcher(text));
    }

    /** A time of day to the second, without a zone. */
    static boolean isTime(String text) {
        return TIME.matcher(text).matches();
    }

    private static boolean isReal(Matcher form) {
        return form.matches() && (form.group(1) == null || isOfCalendar(form.group(1)));
    }

    private static boolean isOfCalendar(String day) {
        return YearMonth.parse(day.substring(0, 7)).isValidDay(Integer.parseInt(day.substring(8)));
    }
}
