package dev.fhirgateway.ledger.jobs;

import java.util.Locale;

/** How far a job is. */
public enum JobState {
    /** Nothing of it was sent. */
    WAITING,
    /** It is being sent. */
    RUNNING,
    /** All is sent that will be; the registry works on what it has accepted. */
    FOLLOWED,
    /** Nothing more happens by itself. */
    ENDED;

    /** As it is written, and shown. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
