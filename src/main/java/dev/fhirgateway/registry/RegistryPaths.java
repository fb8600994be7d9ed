package dev.fhirgateway.registry;

/**
 * Paths of records and tasks, below the registry's base URL ({@code source 004}, {@code registry-side 2} to {@code 7}).
 * Each segment is percent-encoded, so that no key or id can reach another path. {@link CatalogPaths} and
 * {@link PartitionPaths} have the rest.
 */
public final class RegistryPaths {
    private RegistryPaths() {}

    /** All records of a type: {@code /sources/{s}/v1/resources/{type}}. */
    public static String resources(String sourceKey, String type) {
        return ofSource(sourceKey, "resources", type);
    }

    /** One record: {@code /sources/{s}/v1/resources/{type}/{id}}. */
    public static String resource(String sourceKey, String type, String id) {
        return ofSource(sourceKey, "resources", type, id);
    }

    /** Contained resources, one or all below a key: {@code /sources/{s}/v1/resources/{type}/{id}/{containKey}[/...]}. */
    public static String contained(String sourceKey, RecordRef root, ContainedPath path) {
        return resource(sourceKey, root.type(), root.id())
                + PathSegments.of(path.segments().toArray(String[]::new));
    }

    /** All relationships of a type: {@code /sources/{s}/v1/relationships/{type}}. */
    public static String relationships(String sourceKey, String type) {
        return ofSource(sourceKey, "relationships", type);
    }

    /**
     * One relationship: {@code /sources/{s}/v1/relationships/{type}/{id}}.
     *
     * @param id in any form that is read in the place of an id: {@link RelationshipId}, {@link IdentifierNotation}
     */
    public static String relationship(String sourceKey, String type, String id) {
        return ofSource(sourceKey, "relationships", type, id);
    }

    /** Where bulk requests on resources go: {@code /sources/{s}/v1/resources/bulk}. */
    public static String resourcesBulk(String sourceKey) {
        return ofSource(sourceKey, "resources", "bulk");
    }

    /** Where one stands: {@code /sources/{s}/v1/resources/bulk/{bulkId}}. */
    public static String resourcesBulk(String sourceKey, String bulkId) {
        return ofSource(sourceKey, "resources", "bulk", bulkId);
    }

    /** Where bulk requests on relationships go: {@code /sources/{s}/v1/relationships/bulk}. */
    public static String relationshipsBulk(String sourceKey) {
        return ofSource(sourceKey, "relationships", "bulk");
    }

    /** Where one stands: {@code /sources/{s}/v1/relationships/bulk/{bulkId}}. */
    public static String relationshipsBulk(String sourceKey, String bulkId) {
        return ofSource(sourceKey, "relationships", "bulk", bulkId);
    }

    /** Where bundles go: {@code /sources/{s}/v1/bundle}. */
    public static String bundle(String sourceKey) {
        return ofSource(sourceKey, "bundle");
    }

    /** Where purges are asked for: {@code /sources/{s}/v1/purge}. */
    public static String purge(String sourceKey) {
        return ofSource(sourceKey, "purge");
    }

    /** Where one stands: {@code /sources/{s}/v1/purge/{purgeId}}. */
    public static String purge(String sourceKey, String purgeId) {
        return ofSource(sourceKey, "purge", purgeId);
    }

    /** One task: {@code /sources/{s}/v1/tasks/{taskId}}. */
    public static String task(String sourceKey, String taskId) {
        return ofSource(sourceKey, "tasks", taskId);
    }

    /** One run of a pipeline: {@code /sources/{s}/v1/pipelines/executions/{id}}. */
    public static String pipelineExecution(String sourceKey, String id) {
        return ofSource(sourceKey, "pipelines", "executions", id);
    }

    /** Whole collections of a source, page by page: {@code /sources/{s}/v1/browse} (the registry's reference). */
    public static String browse(String sourceKey) {
        return ofSource(sourceKey, "browse");
    }

    private static String ofSource(String sourceKey, String... rest) {
        return PathSegments.of("sources", sourceKey, "v1") + PathSegments.of(rest);
    }
}
