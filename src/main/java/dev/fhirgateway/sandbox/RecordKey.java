package dev.fhirgateway.sandbox;

/** Names one record of one source. */
record RecordKey(String sourceKey, String type, String id) {
    Collection collection() {
        return new Collection(sourceKey, type);
    }

    /** All records of a type in one source. */
    record Collection(String sourceKey, String type) {}
}
