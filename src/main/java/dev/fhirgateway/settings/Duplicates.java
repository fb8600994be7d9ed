package dev.fhirgateway.settings;

import java.util.Locale;

/** What becomes of entries of one batch that name the same record. */
public enum Duplicates {
    /** Each is sent, one after the other, in the order of the array. */
    IN_ORDER,
    /** Only the last is sent. */
    LAST_WINS,
    /** None is sent. */
    REJECT;

    /** As the setting and the answer have it, such as {@code last-wins}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
