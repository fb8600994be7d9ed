package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RecordRef;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.registry.RelationshipWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the relationships of a resource. To be used by one thread at a time. */
final class RelationshipEnds {
    /** Stands in no legal type and in no legal id, so that two of them can be joined by it and parted again. */
    private static final char JOINT = '/';

    private final Shelf<EndRole> shelf;

    /** @param shelf its collections are the resources, its ids the relationships of each */
    RelationshipEnds(Shelf<EndRole> shelf) {
        this.shelf = shelf;
    }

    void add(RecordKey key, Relationship relationship) {
        roles(key, relationship).forEach((end, role) -> shelf.put(filed(end, key), role));
    }

    void remove(RecordKey key, Relationship relationship) {
        roles(key, relationship).keySet().forEach(end -> shelf.remove(filed(end, key)));
    }

    void clear() {
        shelf.clear();
    }

    /** The relationships that start at this resource or lead to it. */
    List<RecordKey> of(RecordKey resource) {
        return shelf.ids(file(resource)).stream()
                .map(id -> relationship(resource.sourceKey(), id))
                .toList();
    }

    /** How many relationships of this type start at the resource. */
    int startingAt(RecordKey.Collection definition, RecordRef resource) {
        return count(definition, resource, EndRole.FROM);
    }

    /** How many relationships of this type lead to the resource. */
    int leadingTo(RecordKey.Collection definition, RecordRef resource) {
        return count(definition, resource, EndRole.TO);
    }

    private int count(RecordKey.Collection definition, RecordRef resource, EndRole role) {
        RecordKey end = end(definition.sourceKey(), resource);
        return (int) of(end).stream()
                .filter(key -> key.collection().equals(definition))
                .map(key -> shelf.find(filed(end, key)).orElseThrow())
                .filter(found -> found == role || found == EndRole.BOTH)
                .count();
    }

    private static RecordKey.Collection file(RecordKey resource) {
        return new RecordKey.Collection(resource.sourceKey(), resource.type() + JOINT + resource.id());
    }

    private static RecordKey filed(RecordKey resource, RecordKey relationship) {
        return file(resource).record(relationship.type() + JOINT + relationship.id());
    }

    private static RecordKey relationship(String sourceKey, String filedId) {
        int joint = filedId.indexOf(JOINT);
        return new RecordKey(sourceKey, filedId.substring(0, joint), filedId.substring(joint + 1));
    }

    private static Map<RecordKey, EndRole> roles(RecordKey key, Relationship relationship) {
        RecordKey from = end(key.sourceKey(), relationship.from());
        RecordKey to = end(key.sourceKey(), relationship.to());
        return from.equals(to) ? Map.of(from, EndRole.BOTH) : Map.of(from, EndRole.FROM, to, EndRole.TO);
    }

    /** The resource at one end of a relationship of this source. */
    static RecordKey end(String sourceKey, RecordRef end) {
        return new RecordKey(sourceKey, end.type(), end.id());
    }

    /** Why no relationship can be there when an end has no resource; empty when both have. */
    static Optional<RegistryError> missing(String sourceKey, RelationshipWrite write, Predicate<RecordKey> isResource) {
        List<RegistryError> missing = new ArrayList<>();
        if (!isResource.test(end(sourceKey, write.from()))) {
            missing.add(RegistryError.of(ErrorType.NOT_FOUND, "from: there is no such record"));
        }
        if (!isResource.test(end(sourceKey, write.to()))) {
            missing.add(RegistryError.of(ErrorType.NOT_FOUND, "to: there is no such record"));
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(RegistryError.of(
                        ErrorType.FAILED_PRECONDITION, "a relationship needs a record at both of its ends", missing));
    }
}
