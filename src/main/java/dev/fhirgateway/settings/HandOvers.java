package dev.fhirgateway.settings;

/** What becomes of what is left of a batch when its time is over. */
public enum HandOvers {
    /** It goes on as a job when its client asked for that. */
    ASKED,
    /** It goes on as a job. */
    ALWAYS,
    /** It is answered as undelivered. */
    NEVER
}
