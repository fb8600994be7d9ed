package dev.fhirgateway.settings;

/** Whether what was sent is kept. */
public enum Bodies {
    /** It is not. */
    OFF,
    /** It is kept, encrypted; without a key nothing is. */
    ENCRYPTED,
    /** It is kept; without a key, readable for everybody who can read the ledger. */
    SENT
}
