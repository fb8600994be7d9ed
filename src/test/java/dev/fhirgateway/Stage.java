package dev.fhirgateway;

/** What is done with a batch on its way, each with what the one before it made. */
public enum Stage {
    /** From the bytes of the body to its entries. */
    SCAN,

    /** Each entry held against strict FHIR R4. */
    CHECK,

    /** From each resource to the write of its record. */
    TRANSLATE,

    /** From each write to the bytes of its call. */
    ENCODE,

    /** From the bytes of the registry's answer to each call to what it says. */
    ANSWER,

    /** From the results to the bytes of the answer. */
    REPORT
}
