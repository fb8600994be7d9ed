package dev.fhirgateway.send;

import java.time.Duration;
import java.util.Locale;

/** Numbers and times as they are told. */
final class Words {
    private Words() {}

    /** {@code 45,200}. */
    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 41 s}, {@code 2 min 40 s}, {@code 3 h 5 min}. */
    static String time(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
