package dev.fhirgateway.sandbox;

/** Names one record of one source: a resource, or a relationship by the current form of its id. */
record RecordKey(String sourceKey, String type, String id) {
    Collection collection() {
        return new Collection(sourceKey, type);
    }

    /** All records of a type in one source. */
    record Collection(String sourceKey, String type) {
        RecordKey record(String id) {
            return new RecordKey(sourceKey, type, id);
        }
    }
}
