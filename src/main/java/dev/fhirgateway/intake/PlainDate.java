package dev.fhirgateway.intake;

/**
 * Knows the dates that HAPI accepts for certain ({@code FHIR R4 datatypes.html#dateTime}). HAPI takes more than FHIR
 * allows, such as a minute without a second, and reads the years before the Gregorian calendar by another one: whatever
 * is not as plain as this is left to it, right or wrong.
 */
final class PlainDate {
    /** The first whole year of the Gregorian calendar. */
    private static final int FIRST_YEAR = 1583;

    private static final int DAY_LENGTH = 10;
    private static final int SECOND_LENGTH = 19;
    private static final int MOST_DIGITS = 9;
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private PlainDate() {}

    /** A year, a month or a day. */
    static boolean isDate(String text) {
        return switch (text.length()) {
            case 4 -> isYear(text);
            case 7 -> isYear(text) && isMonth(text);
            case DAY_LENGTH -> isDay(text);
            default -> false;
        };
    }

    /** A second or a part of it, with its time zone. */
    static boolean isInstant(String text) {
        return text.length() > SECOND_LENGTH
                && isDay(text)
                && text.charAt(DAY_LENGTH) == 'T'
                && number(text, 11, 2) <= 23
                && text.charAt(13) == ':'
                && number(text, 14, 2) <= 59
                && text.charAt(16) == ':'
                && number(text, 17, 2) <= 59
                && isZone(text, afterFraction(text));
    }

    private static boolean isYear(String text) {
        int year = number(text, 0, 4);
        return year >= FIRST_YEAR && year <= 9999;
    }

    private static boolean isMonth(String text) {
        int month = number(text, 5, 2);
        return text.charAt(4) == '-' && month >= 1 && month <= 12;
    }

    /** Looks at the first ten characters. */
    private static boolean isDay(String text) {
        int day = number(text, 8, 2);
        return isYear(text)
                && isMonth(text)
                && text.charAt(7) == '-'
                && day >= 1
                && day <= days(number(text, 0, 4), number(text, 5, 2));
    }

    private static int days(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return DAYS[month - 1] + (month == 2 && leap ? 1 : 0);
    }

    /** Where the time zone begins; the end of the text when there is a point and no digit, or too many, behind it. */
    private static int afterFraction(String text) {
        if (text.charAt(SECOND_LENGTH) != '.') {
            return SECOND_LENGTH;
        }
        int at = SECOND_LENGTH + 1;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        int digits = at - SECOND_LENGTH - 1;
        return digits >= 1 && digits <= MOST_DIGITS ? at : text.length();
    }

    private static boolean isZone(String text, int at) {
        int length = text.length() - at;
        if (length == 1) {
            return text.charAt(at) == 'Z';
        }
        return length == 6
                && (text.charAt(at) == '+' || text.charAt(at) == '-')
                && number(text, at + 1, 2) <= 14
                && text.charAt(at + 3) == ':'
                && number(text, at + 4, 2) <= 59;
    }

    /** The digits as a number; more than any bound when one is no digit. */
    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            if (!isDigit(text.charAt(i))) {
                return Integer.MAX_VALUE;
            }
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
