package dev.fhirgateway.settings;

/** What becomes of the body of a job that cannot be read to its end. */
public enum BrokenBodies {
    /** It is refused, and nothing of it is sent. */
    REFUSE,
    /** The entries before the break are taken. */
    KEEP
}
