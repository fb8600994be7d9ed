package dev.fhirgateway.sandbox.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RecordRef;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.registry.RelationshipWrite;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.sandbox.catalog.RecordGate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiConsumer;

/**
 * The relationships. A key's id is always in the current form, {@code {from}.{to}}. To be used by one thread at a time,
 * so that no relationship appears while the record at one of its ends goes.
 */
public final class RelationshipStore {
    private final Shelf<Relationship> relationships;
    private final RelationshipEnds ends;
    private final Notations notations;
    private final RelationshipAdmission admission;

    /** @param gate says which relationships the catalog lets in */
    RelationshipStore(Storage storage, RecordGate gate) {
        Shelf<RegistryResource> resources = storage.resources();
        relationships = storage.relationships();
        ends = new RelationshipEnds(storage.relationshipEnds());
        notations = new Notations(storage.relationshipNotations());
        admission = new RelationshipAdmission(key -> resources.find(key).isPresent(), gate, ends);
    }

    /** Creates the relationship; refuses when {@link RelationshipAdmission} does. */
    Outcome create(RecordKey key, RelationshipWrite write, Instant now) {
        return admission
                .refusalOfNew(key, write, find(key).isPresent())
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> {
                    ResourceMeta meta = StoredMeta.created(key.sourceKey(), write.meta(), now);
                    return put(key, write.from(), write.to(), meta, dataOf(write), true);
                });
    }

    /**
     * Changes the data of a relationship; refuses when there is no such relationship, or the catalog has something
     * against what it would become.
     *
     * @param change works on a copy, and notes what is wrong; nothing is stored then
     */
    Outcome change(RecordKey key, BiConsumer<ObjectNode, Problems> change, Instant now) {
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
    Outcome delete(RecordKey key) {
        Optional<Relationship> found = find(key);
        found.ifPresent(relationship -> remove(key, relationship));
        return found.isPresent() ? new Outcome.Deleted() : missing();
    }

    /** Removes all relationships that start at this resource or lead to it ({@code registry-side 14.16}). */
    void deleteOf(RecordKey resource) {
        of(resource).forEach(this::delete);
    }

    /** The relationships that start at this resource or lead to it. */
    List<RecordKey> of(RecordKey resource) {
        return ends.of(resource);
    }

    /** Remembers the relationship as it is; to run what comes back puts it there again. */
    Runnable wayBack(RecordKey key) {
        Optional<Relationship> before = find(key);
        return () -> restore(key, before);
    }

    private void restore(RecordKey key, Optional<Relationship> before) {
        delete(key);
        before.ifPresent(old -> put(key, old.from(), old.to(), old.meta(), old.data(), false));
    }

    public Optional<Relationship> find(RecordKey key) {
        return relationships.find(key);
    }

    /** The ids of a type, sorted. */
    List<String> ids(RecordKey.Collection definition) {
        return relationships.ids(definition);
    }

    /** The relationships of a type that were given an identifier of this notation, in the order of their ids. */
    public List<Relationship> named(RecordKey.Collection definition, String notation) {
        return notations.named(definition, notation).stream()
                .flatMap(key -> find(key).stream())
                .toList();
    }

    /** How many relationships there are of each source and type, both sorted; only where there are some. */
    public SortedMap<String, SortedMap<String, Integer>> counts() {
        return relationships.counts();
    }

    /** Forgets all relationships. */
    void clear() {
        relationships.clear();
        ends.clear();
        notations.clear();
    }

    private Outcome put(
            RecordKey key, RecordRef from, RecordRef to, ResourceMeta meta, ObjectNode data, boolean created) {
        Relationship relationship = new Relationship(key.id(), key.type(), from, to, meta, data);
        relationships.put(key, relationship);
        ends.add(key, relationship);
        notations.add(key, meta);
        return new Outcome.Related(relationship, created);
    }

    private void remove(RecordKey key, Relationship relationship) {
        relationships.remove(key);
        ends.remove(key, relationship);
        notations.remove(key, relationship.meta());
    }

    /** The data that the write gives; empty for none. */
    static ObjectNode dataOf(RelationshipWrite write) {
        return Objects.requireNonNullElseGet(write.data(), JsonNodeFactory.instance::objectNode);
    }

    private static Outcome missing() {
        return new Outcome.Refused(RegistryError.of(ErrorType.NOT_FOUND, "there is no such relationship"));
    }
}
