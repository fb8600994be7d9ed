package dev.fhirgateway.sandbox.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.registry.ResourceWrite;
import dev.fhirgateway.sandbox.catalog.RecordGate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The records, and the relationships between them. To be used by one thread at a time. */
public final class ResourceStore {
    private final Shelf<RegistryResource> records;
    private final RelationshipStore relationships;

    /** The gate is for relationships; records are for the callers to check. */
    ResourceStore(Storage storage, RecordGate gate) {
        records = storage.resources();
        relationships = new RelationshipStore(storage, gate);
    }

    /** Creates the record or replaces its data and contained resources. */
    Outcome upsert(RecordKey key, ResourceWrite write, Instant now) {
        Optional<RegistryResource> before = find(key);
        ResourceMeta meta = before.map(old -> StoredMeta.updated(old.meta(), now))
                .orElseGet(() -> StoredMeta.created(key.sourceKey(), write.meta(), now));
        return new Outcome.Stored(put(key, resource(key, write, meta)), before.isEmpty());
    }

    /** Creates the record; refuses when there is one. */
    Outcome create(RecordKey key, ResourceWrite write, Instant now) {
        if (find(key).isPresent()) {
            return new Outcome.Refused(
                    RegistryError.of(ErrorType.ALREADY_EXISTS, "there is a record with this id already"));
        }
        ResourceMeta meta = StoredMeta.created(key.sourceKey(), write.meta(), now);
        return new Outcome.Stored(put(key, resource(key, write, meta)), true);
    }

    /** Removes the record and its relationships; refuses when there is none. */
    Outcome delete(RecordKey key) {
        if (!records.remove(key)) {
            return new Outcome.Refused(RegistryError.of(ErrorType.NOT_FOUND, "there is no such record"));
        }
        relationships.deleteOf(key);
        return new Outcome.Deleted();
    }

    /** Puts other contained resources in the place of those that the record has; which moves its date. */
    RegistryResource contain(RecordKey key, RegistryResource root, ObjectNode contained, Instant now) {
        return put(
                key,
                new RegistryResource(
                        root.id(), root.type(), StoredMeta.updated(root.meta(), now), root.data(), contained));
    }

    /** Remembers the record as it is; to run what comes back puts it there again. */
    Runnable wayBack(RecordKey key) {
        Optional<RegistryResource> before = find(key);
        return () -> before.ifPresentOrElse(old -> put(key, old), () -> records.remove(key));
    }

    public Optional<RegistryResource> find(RecordKey key) {
        return records.find(key);
    }

    public int count(RecordKey.Collection collection) {
        return records.count(collection);
    }

    /** All records of a collection, in the order of their ids. */
    public List<RegistryResource> all(RecordKey.Collection collection) {
        return records.all(collection);
    }

    /** The relationships between the records. */
    public RelationshipStore relationships() {
        return relationships;
    }

    /** The ids of a collection, sorted. */
    List<String> ids(RecordKey.Collection collection) {
        return records.ids(collection);
    }

    /** Some of these ids: those after the first {@code offset}, but no more than {@code limit}. */
    public List<String> ids(RecordKey.Collection collection, long offset, int limit) {
        return records.ids(collection, offset, limit);
    }

    /** How many records there are of each source and type, both sorted; only where there are some. */
    public SortedMap<String, SortedMap<String, Integer>> counts() {
        return records.counts();
    }

    /** Forgets all records and their relationships. */
    void clear() {
        records.clear();
        relationships.clear();
    }

    private RegistryResource put(RecordKey key, RegistryResource resource) {
        records.put(key, resource);
        return resource;
    }

    private static RegistryResource resource(RecordKey key, ResourceWrite write, ResourceMeta meta) {
        ObjectNode contained = write.contained();
        return new RegistryResource(
                key.id(),
                key.type(),
                meta,
                write.data(),
                contained == null ? JsonNodeFactory.instance.objectNode() : contained);
    }
}
