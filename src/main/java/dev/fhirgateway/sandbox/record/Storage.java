package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.sandbox.catalog.CatalogMemory;

/**
 * Where a sandbox keeps what it holds. To be used by one thread at a time. What was done since the last commit is there
 * for good after the next, or not at all.
 */
public interface Storage extends AutoCloseable {
    Shelf<RegistryResource> resources();

    Shelf<Relationship> relationships();

    /** The relationships of each resource: the collection is the resource, the id is that of the relationship. */
    Shelf<EndRole> relationshipEnds();

    /** Finds resources by the identifiers that they were given. */
    NotationIndex resourceNotations();

    /** Finds relationships by the identifiers that they were given. */
    NotationIndex relationshipNotations();

    TaskShelf tasks();

    CatalogMemory catalog();

    /** Whether no more should be brought, for there is hardly room for it. May be asked by any thread at any time. */
    default boolean isFull() {
        return false;
    }

    void commit();

    void rollback();

    @Override
    void close();
}
