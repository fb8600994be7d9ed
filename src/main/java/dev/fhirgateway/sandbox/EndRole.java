package dev.fhirgateway.sandbox;

/** Where in a relationship a resource stands. */
enum EndRole {
    FROM,
    TO,
    /** Both, of a relationship that leads back to where it starts. */
    BOTH
}
