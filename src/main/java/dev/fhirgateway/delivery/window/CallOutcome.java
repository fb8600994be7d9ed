package dev.fhirgateway.delivery.window;

/** What came of a call, as far as it tells something about the registry as a whole. */
public enum CallOutcome {
    /** A final answer, good or bad: the registry works. */
    TAKEN,
    /** 429: the registry works, and asks for less. */
    THROTTLED,
    /** 408, 425, 5xx, a fault of the connection, a lost answer, or nonsense. */
    FAILED,
    /** 401: the API key is not known, whatever the source. */
    KEY_REFUSED,
    /** 403: the API key may not write to the source of this call. */
    SOURCE_REFUSED,
    /** Nothing was sent, so nothing was learned. */
    NOT_MADE
}
