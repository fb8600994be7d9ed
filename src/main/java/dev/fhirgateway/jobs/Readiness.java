package dev.fhirgateway.jobs;

/** What may be sent to a source of the registry now. */
public enum Readiness {
    /** As much as there is. */
    OPEN,
    /** One entry, to find out whether the registry is back. */
    PROBE,
    /** Nothing: it would fail. */
    CLOSED
}
