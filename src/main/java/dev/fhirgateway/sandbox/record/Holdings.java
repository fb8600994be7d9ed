package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.sandbox.catalog.Catalog;
import dev.fhirgateway.sandbox.catalog.RecordGate;
import java.time.Clock;
import java.time.Duration;

/**
 * All that a sandbox holds: its records, the tasks that change them, and the catalog that says what they may be. Only
 * {@link #tasks()} may be used by several threads at once; the rest is for work and looks that it takes.
 */
public final class Holdings {
    private final Storage storage;
    private final Catalog catalog;
    private final ResourceStore resources;
    private final TaskBook tasks;

    /**
     * Goes on with what the storage has.
     *
     * @param storage closed by the caller
     * @param strictCatalog whether there is only what the catalog has
     * @param clock gives whole milliseconds
     * @param taskDelay how long accepted work takes, by this clock
     */
    public Holdings(Storage storage, boolean strictCatalog, Clock clock, Duration taskDelay) {
        this.storage = storage;
        catalog = new Catalog(strictCatalog, storage.catalog());
        RecordGate gate = new RecordGate(catalog);
        resources = new ResourceStore(storage, gate);
        tasks = new TaskBook(clock, taskDelay, new Effects(resources, gate), storage);
    }

    public Catalog catalog() {
        return catalog;
    }

    public ResourceStore resources() {
        return resources;
    }

    public TaskBook tasks() {
        return tasks;
    }

    /** Whether there is hardly room for more. May be asked by any thread at any time. */
    public boolean isFull() {
        return storage.isFull();
    }

    /** Forgets all records and tasks, but not the catalog; to be called within a look. */
    public void clear() {
        tasks.clear();
        resources.clear();
    }
}
