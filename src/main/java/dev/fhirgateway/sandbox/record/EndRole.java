package dev.fhirgateway.sandbox.record;

/** Where in a relationship a resource stands. */
public enum EndRole {
    FROM,
    TO,
    /** Both, of a relationship that leads back to where it starts. */
    BOTH
}
