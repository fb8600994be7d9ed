package dev.fhirgateway.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RecordRef;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.registry.RelationshipWrite;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.sandbox.catalog.RecordGate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The relationships, in memory. A key's id is always in the current form, {@code {from}.{to}}. One write at a time, so
 * that no relationship appears while the record at one of its ends goes.
 */
final class RelationshipStore {
    private final Map<RecordKey.Collection, Map<String, Relationship>> relationships = new HashMap<>();
    private final RelationshipEnds ends = new RelationshipEnds();
    private final RelationshipAdmission admission;

    /**
     * Makes an empty store.
     *
     * @param isResource whether there is such a resource; asked before a relationship is stored
     * @param gate says which relationships the catalog lets in
     */
    RelationshipStore(Predicate<RecordKey> isResource, RecordGate gate) {
        admission = new RelationshipAdmission(isResource, gate, ends);
    }

    /** Creates the relationship; refuses when {@link RelationshipAdmission} does. */
    synchronized Outcome create(RecordKey.Collection definition, RelationshipWrite write, Instant now) {
        RecordKey key = definition.record(write.id().text());
        return admission
                .refusalOfNew(key, write, find(key).isPresent())
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> {
                    ResourceMeta meta = StoredMeta.created(key.sourceKey(), write.meta(), now);
                    return put(key, write.from(), write.to(), meta, write.data(), true);
                });
    }

    /**
     * Changes the data of a relationship; refuses when there is no such relationship, or the catalog has something against what it would become.
     *
     * @param change works on a copy, and notes what is wrong; nothing is stored then
     */
    synchronized Outcome change(RecordKey key, BiConsumer<ObjectNode, Problems> change, Instant now) {
        Optional<Relationship> found = find(key);
        if (found.isEmpty()) {
            return missing();
        }
        Relationship old = found.get();
        Problems problems = new Problems();
        ObjectNode data = old.data().deepCopy();
        change.accept(data, problems);
        if (problems.any()) {
            return new Outcome.Refused(problems.error());
        }
        return admission
                .refusal(key, old.from(), old.to(), data)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> put(key, old.from(), old.to(), StoredMeta.updated(old.meta(), now), data, false));
    }

    /** Removes the relationship; refuses when there is none. */
    synchronized Outcome delete(RecordKey key) {
        Optional<Relationship> found = find(key);
        found.ifPresent(relationship -> remove(key, relationship));
        return found.isPresent() ? new Outcome.Deleted() : missing();
    }

    /** Removes all relationships that start at this resource or lead to it ({@code registry-side 14.16}). */
    synchronized void deleteOf(RecordKey resource) {
        of(resource).forEach(this::delete);
    }

    /** The relationships that start at this resource or lead to it. */
    synchronized List<RecordKey> of(RecordKey resource) {
        return ends.of(resource);
    }

    /** Remembers the relationship as it is; to run what comes back puts it there again. */
    Runnable wayBack(RecordKey key) {
        Optional<Relationship> before = find(key);
        return () -> restore(key, before);
    }

    private synchronized void restore(RecordKey key, Optional<Relationship> before) {
        delete(key);
        before.ifPresent(old -> put(key, old.from(), old.to(), old.meta(), old.data(), false));
    }

    synchronized Optional<Relationship> find(RecordKey key) {
        return Optional.ofNullable(
                relationships.getOrDefault(key.collection(), Map.of()).get(key.id()));
    }

    /** All of a type, in the order of their ids. */
    synchronized List<Relationship> all(RecordKey.Collection definition) {
        return List.copyOf(relationships.getOrDefault(definition, Map.of()).values());
    }

    /** How many relationships there are of each source and type, both sorted; only where there are some. */
    synchronized SortedMap<String, SortedMap<String, Integer>> counts() {
        return RecordCounts.of(relationships);
    }

    /** Forgets all relationships. */
    synchronized void clear() {
        relationships.clear();
        ends.clear();
    }

    private Outcome put(
            RecordKey key,
            RecordRef from,
            RecordRef to,
            ResourceMeta meta,
            @Nullable ObjectNode data,
            boolean created) {
        ObjectNode stored = data == null ? JsonNodeFactory.instance.objectNode() : data;
        Relationship relationship = new Relationship(key.id(), key.type(), from, to, meta, stored);
        relationships.computeIfAbsent(key.collection(), name -> new TreeMap<>()).put(key.id(), relationship);
        ends.add(key, relationship);
        return new Outcome.Related(relationship, created);
    }

    private void remove(RecordKey key, Relationship relationship) {
        relationships.getOrDefault(key.collection(), Map.of()).remove(key.id());
        ends.remove(key, relationship);
    }

    private static Outcome missing() {
        return new Outcome.Refused(RegistryError.of(ErrorType.NOT_FOUND, "there is no such relationship"));
    }
}
