package dev.fhirgateway.registry;

/** What the metadata of a write has to keep to ({@code source 002}). */
public enum MetadataRule {
    /** {@code updatedAt} comes only with {@code createdAt}. */
    UPDATED_WITHOUT_CREATED,
    /** {@code updatedAt} is not before {@code createdAt}. */
    UPDATED_BEFORE_CREATED,
    /** Neither lies in the future. */
    IN_THE_FUTURE,
    /** No two identifiers have the same system, use and value. */
    IDENTIFIER_REPEATED,
    /** {@code use} is not {@code source}. */
    RESERVED_USE,
    /** {@code system} is not {@code mdm}. */
    RESERVED_SYSTEM
}
