package dev.fhirgateway.registry;

/** Paths of what can be searched, below the registry's base URL ({@code registry-side 11}). */
public final class PartitionPaths {
    private PartitionPaths() {}

    /**
     * One record: {@code /partitions/{p}/v1/collections/{c}/resources/{id}}.
     *
     * @param id the record's id or an {@link IdentifierNotation}
     */
    public static String resource(String partitionKey, String collectionKey, String id) {
        return collection(partitionKey, collectionKey) + PathSegments.of("resources", id);
    }

    /**
     * One relationship: {@code /partitions/{p}/v1/relationships/{type}/{id}}.
     *
     * @param id a {@link RelationshipId} or an {@link IdentifierNotation}
     */
    public static String relationship(String partitionKey, String type, String id) {
        return ofPartition(partitionKey, "relationships", type, id);
    }

    /** Search in one collection: {@code /partitions/{p}/v1/collections/{c}/query}. */
    public static String query(String partitionKey, String collectionKey) {
        return collection(partitionKey, collectionKey) + PathSegments.of("query");
    }

    /** Many searches at once: {@code /partitions/{p}/v1/queries}. */
    public static String queries(String partitionKey) {
        return ofPartition(partitionKey, "queries");
    }

    /** Whole collections, page by page: {@code /partitions/{p}/v1/browse}. */
    public static String browse(String partitionKey) {
        return ofPartition(partitionKey, "browse");
    }

    /** One unified record: {@code /mdm/v1/collections/{c}/resources/{id}}. */
    public static String unifiedResource(String collectionKey, String id) {
        return PathSegments.of("mdm", "v1", "collections", collectionKey, "resources", id);
    }

    private static String collection(String partitionKey, String collectionKey) {
        return ofPartition(partitionKey, "collections", collectionKey);
    }

    private static String ofPartition(String partitionKey, String... rest) {
        return PathSegments.of("partitions", partitionKey, "v1") + PathSegments.of(rest);
    }
}
