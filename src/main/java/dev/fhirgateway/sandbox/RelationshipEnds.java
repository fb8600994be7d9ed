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
import java.util.Set;
import java.util.function.Predicate;

/** Finds the relationships of a resource. To be used by one thread at a time. */
final class RelationshipEnds {
    private final Map<RecordKey, Set<RecordKey>> byEnd = new HashMap<>();

    void add(RecordKey key, Relationship relationship) {
        ends(key, relationship).forEach(end -> byEnd.computeIfAbsent(end, name -> new HashSet<>())
                .add(key));
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
        return List.copyOf(byEnd.getOrDefault(resource, Set.of()));
    }

    /** The resource at one end of a relationship of this source. */
    static RecordKey end(String sourceKey, RecordRef end) {
        return new RecordKey(sourceKey, end.type(), end.id());
    }

    /** What to tell about the ends that no resource is at. */
    static List<RegistryError> missing(String sourceKey, RelationshipWrite write, Predicate<RecordKey> isResource) {
        List<RegistryError> missing = new ArrayList<>();
        if (!isResource.test(end(sourceKey, write.from()))) {
            missing.add(RegistryError.of(ErrorType.NOT_FOUND, "from: there is no such record"));
        }
        if (!isResource.test(end(sourceKey, write.to()))) {
            missing.add(RegistryError.of(ErrorType.NOT_FOUND, "to: there is no such record"));
        }
        return missing;
    }

    /** Two, or one for a relationship that leads back to where it starts. */
    private static Set<RecordKey> ends(RecordKey key, Relationship relationship) {
        return new HashSet<>(
                List.of(end(key.sourceKey(), relationship.from()), end(key.sourceKey(), relationship.to())));
    }
}
