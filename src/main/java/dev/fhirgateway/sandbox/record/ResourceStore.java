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
    private final Notations notations;
    private final RelationshipStore relationships;

    /** The gate is for relationships; records are for the callers to check. */
    ResourceStore(Storage storage, RecordGate gate) {
        records = storage.resources();
        notations = new Notations(storage.resourceNotations());
        relationships = new RelationshipStore(storage, gate);
    }

    /** Creates the record or replaces its data and contained resources. */
    Outcome upsert(RecordKey key, ResourceWrite write, Instant now) {
        return find(key)
                .<Outcome>map(old ->
                        new Outcome.Stored(put(key, resource(key, write, StoredMeta.updated(old.meta(), now))), false))
                .orElseGet(() -> created(key, write, now));
    }

    /** Creates the record; refuses when there is one. */
    Outcome create(RecordKey key, ResourceWrite write, Instant now) {
        if (find(key).isPresent()) {
            return new Outcome.Refused(
                    RegistryError.of(ErrorType.ALREADY_EXISTS, "there is a record with this id already"));
        }
        return created(key, write, now);
    }

    private Outcome created(RecordKey key, ResourceWrite write, Instant now) {
        ResourceMeta meta = StoredMeta.created(key.sourceKey(), write.meta(), now);
        return new Outcome.Stored(add(key, resource(key, write, meta)), true);
    }

    /** Removes the record and its relationships; refuses when there is none. */
    Outcome delete(RecordKey key) {
        if (!remove(key)) {
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
        return () -> {
            remove(key);
            before.ifPresent(old -> add(key, old));
        };
    }

    public Optional<RegistryResource> find(RecordKey key) {
        return records.find(key);
    }

    public int count(RecordKey.Collection collection) {
        return records.count(collection);
    }

    /** The records of a collection that were given an identifier of this notation, in the order of their ids. */
    public List<RegistryResource> named(RecordKey.Collection collection, String notation) {
        return notations.named(collection, notation).stream()
                .flatMap(key -> find(key).stream())
                .toList();
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
        notations.clear();
        relationships.clear();
    }

    private RegistryResource add(RecordKey key, RegistryResource resource) {
        notations.add(key, resource.meta());
        return put(key, resource);
    }

    private boolean remove(RecordKey key) {
        find(key).ifPresent(found -> notations.remove(key, found.meta()));
        return records.remove(key);
    }

    /** In the place of itself, or of none when its notations have been taken up. */
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
