package dev.fhirgateway.sandbox.record;

/** Names one record of one source: a resource, or a relationship by the current form of its id. */
public record RecordKey(String sourceKey, String type, String id) {
    public Collection collection() {
        return new Collection(sourceKey, type);
    }

    /** All records of a type in one source. */
    public record Collection(String sourceKey, String type) {
        public RecordKey record(String id) {
            return new RecordKey(sourceKey, type, id);
        }
    }
}
