package dev.fhirgateway.alerts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is looked at. */
public enum Rule {
    /** The registry is down or failing. */
    OUTAGE,
    /** The registry refuses the API key. */
    API_KEY,
    /** The ledger cannot be used. */
    LEDGER,
    /** An entry waits for a long time. */
    WAITING,
    /** There are many dead letters. */
    DEAD_LETTERS,
    /** No batch comes. */
    NO_TRAFFIC;

    /** Its name for operators, such as {@code dead-letters}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Rule> of(String code) {
        return Arrays.stream(values()).filter(rule -> rule.code().equals(code)).findFirst();
    }
}
