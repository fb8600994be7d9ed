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
    private static final int PART_OF_HEAP = 2;

    private final MemoryShelf<RegistryResource> resources = new MemoryShelf<>(Codec.RESOURCE);
    private final MemoryShelf<Relationship> relationships = new MemoryShelf<>(Codec.RELATIONSHIP);
    private final MemoryShelf<EndRole> ends = new MemoryShelf<>(Codec.END_ROLE);
    private final NotationIndex resourceNotations = new MemoryNotations();
    private final NotationIndex relationshipNotations = new MemoryNotations();
    private final TaskShelf tasks;
    private final long maxBytes;

    /** May take half of the heap: a gateway may have to live in the same. */
    public MemoryStorage() {
        this(MAX_RECEIPTS, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /**
     * @param maxReceipts how many receipts of tasks that are done are remembered; the latest task's always
     * @param maxBytes with about so many of records and relationships it is full
     */
    public MemoryStorage(int maxReceipts, long maxBytes) {
        this.tasks = new MemoryTasks(maxReceipts);
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean isFull() {
        return resources.bytes() + relationships.bytes() + ends.bytes() >= maxBytes;
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
