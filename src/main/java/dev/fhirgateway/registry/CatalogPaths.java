package dev.fhirgateway.registry;

/**
 * Paths of what defines the records, below the registry's base URL ({@code registry-side 8}). That the lists and single
 * definitions can be read where they are written is inferred.
 */
public final class CatalogPaths {
    private CatalogPaths() {}

    /** All sources: {@code /catalog/v1/sources}. */
    public static String sources() {
        return PathSegments.of("catalog", "v1", "sources");
    }

    /** One source: {@code /catalog/v1/sources/{s}}. */
    public static String source(String sourceKey) {
        return sources() + PathSegments.of(sourceKey);
    }

    /** All partitions: {@code /catalog/v1/partitions}. */
    public static String partitions() {
        return PathSegments.of("catalog", "v1", "partitions");
    }

    /** One partition: {@code /catalog/v1/partitions/{p}}. */
    public static String partition(String partitionKey) {
        return partitions() + PathSegments.of(partitionKey);
    }

    /** All profiles of a source: {@code /sources/{s}/v1/profiles}. */
    public static String profiles(String sourceKey) {
        return ofSource(sourceKey, "profiles");
    }

    /** One profile: {@code /sources/{s}/v1/profiles/{key}}. */
    public static String profile(String sourceKey, String profileKey) {
        return profiles(sourceKey) + PathSegments.of(profileKey);
    }

    /** All collections of a source: {@code /sources/{s}/v1/collections}. */
    public static String collections(String sourceKey) {
        return ofSource(sourceKey, "collections");
    }

    /** One collection: {@code /sources/{s}/v1/collections/{key}}. */
    public static String collection(String sourceKey, String collectionKey) {
        return collections(sourceKey) + PathSegments.of(collectionKey);
    }

    /** The one pipeline of a collection: {@code /sources/{s}/v1/collections/{key}/pipeline}. */
    public static String pipeline(String sourceKey, String collectionKey) {
        return collection(sourceKey, collectionKey) + PathSegments.of("pipeline");
    }

    /** All relationship definitions of a source: {@code /sources/{s}/v1/relationship-definitions}. */
    public static String relationshipDefinitions(String sourceKey) {
        return ofSource(sourceKey, "relationship-definitions");
    }

    /** One relationship definition: {@code /sources/{s}/v1/relationship-definitions/{key}}. */
    public static String relationshipDefinition(String sourceKey, String key) {
        return relationshipDefinitions(sourceKey) + PathSegments.of(key);
    }

    private static String ofSource(String sourceKey, String collection) {
        return PathSegments.of("sources", sourceKey, "v1", collection);
    }
}
