package dev.fhirgateway.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.registry.ResourceWrite;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The records, in memory. Each write of a record is atomic; records do not wait for each other. */
final class ResourceStore {
    private final Map<RecordKey.Collection, Map<String, RegistryResource>> collections = new ConcurrentHashMap<>();

    /** Creates the record or replaces its data and contained resources. */
    Outcome upsert(RecordKey key, ResourceWrite write, Instant now) {
        RegistryResource[] before = new RegistryResource[1];
        RegistryResource stored = records(key.collection()).compute(key.id(), (id, old) -> {
            before[0] = old;
            return resource(key, write, old == null ? created(key, write, now) : updated(old, now));
        });
        return new Outcome.Stored(stored, before[0] == null);
    }

    /** Creates the record; refuses when there is one. */
    Outcome create(RecordKey key, ResourceWrite write, Instant now) {
        RegistryResource resource = resource(key, write, created(key, write, now));
        if (records(key.collection()).putIfAbsent(key.id(), resource) != null) {
            return new Outcome.Refused(
                    RegistryError.of(ErrorType.ALREADY_EXISTS, "there is a record with this id already"));
        }
        return new Outcome.Stored(resource, true);
    }

    /** Removes the record; refuses when there is none. */
    Outcome delete(RecordKey key) {
        return records(key.collection()).remove(key.id()) == null
                ? new Outcome.Refused(RegistryError.of(ErrorType.NOT_FOUND, "there is no such record"))
                : new Outcome.Deleted();
    }

    Optional<RegistryResource> find(RecordKey key) {
        return Optional.ofNullable(records(key.collection()).get(key.id()));
    }

    int count(RecordKey.Collection collection) {
        return records(collection).size();
    }

    /** The ids of a collection, sorted. */
    List<String> ids(RecordKey.Collection collection) {
        return records(collection).keySet().stream().sorted().toList();
    }

    /** How many records there are of each source and type, both sorted; only where there are some. */
    SortedMap<String, SortedMap<String, Integer>> counts() {
        SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
        collections.forEach((name, records) -> {
            if (!records.isEmpty()) {
                counts.computeIfAbsent(name.sourceKey(), source -> new TreeMap<>())
                        .put(name.type(), records.size());
            }
        });
        return counts;
    }

    /** Forgets all records. */
    void clear() {
        collections.clear();
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

    /** A client's dates and identifiers count here and never again (source 002). */
    private static ResourceMeta created(RecordKey key, ResourceWrite write, Instant now) {
        ResourceMeta asked = write.meta() == null ? ResourceMeta.NONE : write.meta();
        Instant createdAt = asked.createdAt() == null ? now : asked.createdAt();
        Instant updatedAt = asked.updatedAt() == null ? later(now, createdAt) : asked.updatedAt();
        return new ResourceMeta(createdAt, updatedAt, key.sourceKey(), asked.identifier());
    }

    private static ResourceMeta updated(RegistryResource old, Instant now) {
        ResourceMeta meta = old.meta();
        Instant before = meta.updatedAt();
        return new ResourceMeta(
                meta.createdAt(), before == null ? now : later(now, before), meta.source(), meta.identifier());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
