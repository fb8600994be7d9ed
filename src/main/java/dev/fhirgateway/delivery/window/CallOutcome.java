package dev.fhirgateway.delivery.window;

/** What a call tells about the state of the registry. */
public enum CallOutcome {
    TAKEN,
    THROTTLED,
    FAILED,
    KEY_REFUSED,
    NOT_MADE
}
