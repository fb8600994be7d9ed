package dev.fhirgateway.ledger;

import java.util.Locale;

/** Where a relationship stands that was parked, in the word that is stored. */
public enum ParkedWord {
    /** A record at one of its ends is not there. */
    WAITING,
    /** The registry has captured it, and a task tells more. */
    ACCEPTED,
    /** The registry has it. */
    MADE,
    /** The registry does not take it, and will not. */
    REFUSED,
    /** The record did not come for so long that nobody waits for it any more. */
    GIVEN_UP;

    /** As it is written. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ParkedWord read(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
