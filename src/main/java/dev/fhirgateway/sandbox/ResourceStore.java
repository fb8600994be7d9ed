package dev.fhirgateway.sandbox;

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
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The records, in memory, and the relationships between them. Each write of a record is atomic; records do not wait for
 * each other. A collection is there from its first record on, and stays.
 */
final class ResourceStore {
    private final Map<RecordKey.Collection, Map<String, RegistryResource>> collections = new ConcurrentHashMap<>();
    private final RelationshipStore relationships;

    /** Makes an empty store. The gate is for relationships; records are for the callers to check. */
    ResourceStore(RecordGate gate) {
        relationships = new RelationshipStore(key -> find(key).isPresent(), gate);
    }

    /** Creates the record or replaces its data and contained resources. */
    Outcome upsert(RecordKey key, ResourceWrite write, Instant now) {
        RegistryResource[] before = new RegistryResource[1];
        RegistryResource stored = records(key.collection()).compute(key.id(), (id, old) -> {
            before[0] = old;
            return resource(
                    key,
                    write,
                    old == null
                            ? StoredMeta.created(key.sourceKey(), write.meta(), now)
                            : StoredMeta.updated(old.meta(), now));
        });
        return new Outcome.Stored(stored, before[0] == null);
    }

    /** Creates the record; refuses when there is one. */
    Outcome create(RecordKey key, ResourceWrite write, Instant now) {
        RegistryResource resource = resource(key, write, StoredMeta.created(key.sourceKey(), write.meta(), now));
        if (records(key.collection()).putIfAbsent(key.id(), resource) != null) {
            return new Outcome.Refused(
                    RegistryError.of(ErrorType.ALREADY_EXISTS, "there is a record with this id already"));
        }
        return new Outcome.Stored(resource, true);
    }

    /** Removes the record and its relationships; refuses when there is none. */
    Outcome delete(RecordKey key) {
        Map<String, RegistryResource> records = collections.get(key.collection());
        if (records == null || records.remove(key.id()) == null) {
            return new Outcome.Refused(RegistryError.of(ErrorType.NOT_FOUND, "there is no such record"));
        }
        relationships.deleteOf(key);
        return new Outcome.Deleted();
    }

    /** Puts other contained resources in the place of those that the record has; which moves its date. */
    RegistryResource contain(RecordKey key, RegistryResource root, ObjectNode contained, Instant now) {
        RegistryResource changed = new RegistryResource(
                root.id(), root.type(), StoredMeta.updated(root.meta(), now), root.data(), contained);
        records(key.collection()).put(key.id(), changed);
        return changed;
    }

    /** Remembers the record as it is; to run what comes back puts it there again. */
    Runnable wayBack(RecordKey key) {
        Map<String, RegistryResource> records = collections.get(key.collection());
        RegistryResource before = records == null ? null : records.get(key.id());
        return () -> {
            if (records == null) {
                collections.remove(key.collection());
            } else if (before == null) {
                records.remove(key.id());
            } else {
                records.put(key.id(), before);
            }
        };
    }

    Optional<RegistryResource> find(RecordKey key) {
        return Optional.ofNullable(
                collections.getOrDefault(key.collection(), Map.of()).get(key.id()));
    }

    int count(RecordKey.Collection collection) {
        return collections.getOrDefault(collection, Map.of()).size();
    }

    /** All records of a collection, in no order. */
    List<RegistryResource> all(RecordKey.Collection collection) {
        return List.copyOf(collections.getOrDefault(collection, Map.of()).values());
    }

    /** The sources that have ever held a record, sorted. */
    List<String> sources() {
        return collections.keySet().stream()
                .map(RecordKey.Collection::sourceKey)
                .distinct()
                .sorted()
                .toList();
    }

    /** The relationships between the records. */
    RelationshipStore relationships() {
        return relationships;
    }

    /** The ids of a collection, sorted. */
    List<String> ids(RecordKey.Collection collection) {
        return collections.getOrDefault(collection, Map.of()).keySet().stream()
                .sorted()
                .toList();
    }

    /** How many records there are of each source and type, both sorted; only where there are some. */
    SortedMap<String, SortedMap<String, Integer>> counts() {
        return RecordCounts.of(collections);
    }

    /** Forgets all records and their relationships. */
    void clear() {
        collections.clear();
        relationships.clear();
    }

    private Map<String, RegistryResource> records(RecordKey.Collection collection) {
        return collections.computeIfAbsent(collection, name -> new ConcurrentHashMap<>());
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
