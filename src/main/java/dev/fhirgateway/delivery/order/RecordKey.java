package dev.fhirgateway.delivery.order;

/**
 * What order is kept by.
 *
 * @param source the registry source that is written to
 * @param record FHIR type and id, as {@link dev.fhirgateway.upsert.UpsertEntry#key()} gives them
 */
record RecordKey(String source, String record) {}
