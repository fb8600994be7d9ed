package dev.fhirgateway.ledger;

/**
 * Where what was sent for an entry is kept.
 *
 * @param row of the table {@code body}
 * @param offset in its content, in bytes
 * @param length in bytes
 */
record BodyPlace(long row, int offset, int length) {}
