package dev.fhirgateway.sandbox.store;

import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.sandbox.catalog.CatalogMemory;
import dev.fhirgateway.sandbox.record.EndRole;
import dev.fhirgateway.sandbox.record.NotationIndex;
import dev.fhirgateway.sandbox.record.Shelf;
import dev.fhirgateway.sandbox.record.Storage;
import dev.fhirgateway.sandbox.record.TaskShelf;

/** Keeps all in memory. There is nothing to commit, and a failure that would ask for a rollback is a fault of ours. */
public final class MemoryStorage implements Storage {
    private static final int MAX_RECEIPTS = 500_000;

    private final Shelf<RegistryResource> resources = new MemoryShelf<>(Codec.RESOURCE);
    private final Shelf<Relationship> relationships = new MemoryShelf<>(Codec.RELATIONSHIP);
    private final Shelf<EndRole> ends = new MemoryShelf<>(Codec.END_ROLE);
    private final NotationIndex resourceNotations = new MemoryNotations();
    private final NotationIndex relationshipNotations = new MemoryNotations();
    private final TaskShelf tasks;

    public MemoryStorage() {
        this(MAX_RECEIPTS);
    }

    /** @param maxReceipts how many receipts of tasks that are done are remembered; the latest task's always */
    public MemoryStorage(int maxReceipts) {
        tasks = new MemoryTasks(maxReceipts);
    }

    @Override
    public Shelf<RegistryResource> resources() {
        return resources;
    }

    @Override
    public Shelf<Relationship> relationships() {
        return relationships;
    }

    @Override
    public Shelf<EndRole> relationshipEnds() {
        return ends;
    }

    @Override
    public NotationIndex resourceNotations() {
        return resourceNotations;
    }

    @Override
    public NotationIndex relationshipNotations() {
        return relationshipNotations;
    }

    @Override
    public TaskShelf tasks() {
        return tasks;
    }

    @Override
    public CatalogMemory catalog() {
        return CatalogMemory.NONE;
    }

    @Override
    public void commit() {
        // All is there already.
    }

    @Override
    public void rollback() {
        // Nothing can be taken back here.
    }

    @Override
    public void close() {
        // Nothing is left open.
    }
}
