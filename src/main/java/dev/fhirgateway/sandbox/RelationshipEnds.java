package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RecordRef;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.Relationship;
import dev.fhirgateway.registry.RelationshipWrite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds the relationships of a resource. To be used by one thread at a time. */
final class RelationshipEnds {
    private final Map<RecordKey, Map<RecordKey, Relationship>> byEnd = new HashMap<>();

    void add(RecordKey key, Relationship relationship) {
        ends(key, relationship).forEach(end -> byEnd.computeIfAbsent(end, name -> new HashMap<>())
                .put(key, relationship));
    }

    void remove(RecordKey key, Relationship relationship) {
        ends(key, relationship)
                .forEach(end -> byEnd.computeIfPresent(end, (name, keys) -> {
                    keys.remove(key);
                    return keys.isEmpty() ? null : keys;
                }));
    }

    void clear() {
        byEnd.clear();
    }

    /** The relationships that start at this resource or lead to it. */
    List<RecordKey> of(RecordKey resource) {
        return List.copyOf(byEnd.getOrDefault(resource, Map.of()).keySet());
    }

    /** How many relationships of this type start at the resource. */
    int startingAt(RecordKey.Collection definition, RecordRef resource) {
        return count(definition, resource, Relationship::from);
    }

    /** How many relationships of this type lead to the resource. */
    int leadingTo(RecordKey.Collection definition, RecordRef resource) {
        return count(definition, resource, Relationship::to);
    }

    private int count(RecordKey.Collection definition, RecordRef resource, Function<Relationship, RecordRef> end) {
        Map<RecordKey, Relationship> around = byEnd.getOrDefault(end(definition.sourceKey(), resource), Map.of());
        return (int) around.entrySet().stream()
                .filter(one -> one.getKey().collection().equals(definition))
                .filter(one -> end.apply(one.getValue()).equals(resource))
                .count();
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

    /** Two, or one for a relationship that leads back to where it starts. */
    private static Set<RecordKey> ends(RecordKey key, Relationship relationship) {
        return new HashSet<>(
                List.of(end(key.sourceKey(), relationship.from()), end(key.sourceKey(), relationship.to())));
    }
}
