package dev.fhirgateway.sandbox.trouble;

/** When in a call's life its trouble strikes. */
public enum Moment {
    /** Before anything was made of the call: nothing is stored. */
    BEFORE_COMMIT,
    /** After the call was carried out: what it wrote is stored, and the caller does not learn it. */
    AFTER_COMMIT
}
