package dev.fhirgateway.ledger;

/**
 * What the ledger has of a record.
 *
 * @param number of its row
 */
record RecordRow(long number, RecordState state) {}
