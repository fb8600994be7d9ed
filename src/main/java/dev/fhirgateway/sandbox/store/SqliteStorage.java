package dev.fhirgateway.sandbox.store;

import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.sandbox.catalog.CatalogMemory;
import dev.fhirgateway.sandbox.record.EndRole;
import dev.fhirgateway.sandbox.record.NotationIndex;
import dev.fhirgateway.sandbox.record.Shelf;
import dev.fhirgateway.sandbox.record.Storage;
import dev.fhirgateway.sandbox.record.TaskShelf;
import java.nio.file.Path;

/**
 * Keeps all in one SQLite file. What was committed is there after the process was killed; after a power cut the last
 * moments may be missing, but nothing is broken.
 */
public final class SqliteStorage implements Storage {
    private static final int MAX_RECEIPTS = 500_000;

    private final Sql sql;
    private final Shelf<RegistryResource> resources;
    private final Shelf<Relationship> relationships;
    private final Shelf<EndRole> ends;
    private final NotationIndex resourceNotations;
    private final NotationIndex relationshipNotations;
    private final TaskShelf tasks;
    private final CatalogMemory catalog;

    private SqliteStorage(Sql sql) {
        this.sql = sql;
        resources = new SqliteShelf<>(sql, "resource", Codec.RESOURCE);
        relationships = new SqliteShelf<>(sql, "relationship", Codec.RELATIONSHIP);
        ends = new SqliteShelf<>(sql, "relationship_end", Codec.END_ROLE);
        resourceNotations = new SqliteNotations(sql, "resource_notation");
        relationshipNotations = new SqliteNotations(sql, "relationship_notation");
        tasks = new SqliteTasks(sql, MAX_RECEIPTS);
        catalog = new SqliteCatalog(sql);
    }

    /**
     * Opens the file, or makes it.
     *
     * @throws StoreException when it cannot be opened, is no such file, or another process has it
     */
    public static SqliteStorage open(Path file) {
        return new SqliteStorage(SqliteFile.open(file));
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
        return catalog;
    }

    @Override
    public void commit() {
        sql.commit();
    }

    @Override
    public void rollback() {
        sql.rollback();
    }

    @Override
    public void close() {
        sql.close();
    }
}
