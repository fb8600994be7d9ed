package dev.fhirgateway.sandbox.catalog;

/** What a profile asks of a record ({@code registry-side 8}), and so the ways to break it. */
enum ProfileRule {
    /** The value is of the property's type. */
    TYPE,
    /** The property is there and not null; an empty array is there. */
    REQUIRED,
    /** A number, a length in Unicode characters or a count of elements is not below the least. */
    MIN,
    /** A number, a length in Unicode characters or a count of elements is not above the most. */
    MAX,
    /** The value is one of those listed. */
    ENUM,
    /** The text matches the expression. */
    PATTERN,
    /** The profile has a property of this name. */
    UNKNOWN_PROPERTY,
    /** The profile has a contain key of this name. */
    UNKNOWN_CONTAIN_KEY,
    /** The contain key takes records of this type. */
    CONTAINED_TYPE,
    /** There are as many contained records as the contain key allows. */
    CARDINALITY,
    /** Contained records do not nest too deep. */
    DEPTH
}
