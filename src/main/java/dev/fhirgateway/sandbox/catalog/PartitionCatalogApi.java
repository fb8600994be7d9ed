package dev.fhirgateway.sandbox.catalog;

import dev.fhirgateway.registry.Partition;
import dev.fhirgateway.registry.Source;

/**
 * The endpoints that tell which partitions there are, {@code /catalog/v1/partitions} ({@code registry-side 11}), without
 * HTTP around them. Nobody makes them: each source of the catalog has the one of its name.
 */
public final class PartitionCatalogApi {
    private final Catalog catalog;

    public PartitionCatalogApi(Catalog catalog) {
        this.catalog = catalog;
    }

    public CatalogReply get(String key) {
        return CatalogReply.found(catalog.source(key).map(PartitionCatalogApi::of), Partition::toJson, "partition");
    }

    public CatalogReply list() {
        return CatalogReply.list(
                catalog.sources().stream().map(PartitionCatalogApi::of).toList(), Partition::toJson);
    }

    private static Partition of(Source source) {
        return new Partition(source.key(), source.key());
    }
}
