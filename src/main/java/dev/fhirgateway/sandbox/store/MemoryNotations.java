package dev.fhirgateway.sandbox.store;

import dev.fhirgateway.sandbox.record.NotationIndex;
import dev.fhirgateway.sandbox.record.RecordKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Keeps an index in memory. */
final class MemoryNotations implements NotationIndex {
    private record Place(RecordKey.Collection collection, String notation) {}

    private final Map<Place, Set<String>> ids = new HashMap<>();

    @Override
    public void add(RecordKey key, String notation) {
        ids.computeIfAbsent(new Place(key.collection(), notation), place -> new TreeSet<>())
                .add(key.id());
    }

    @Override
    public void remove(RecordKey key, String notation) {
        ids.computeIfPresent(new Place(key.collection(), notation), (place, named) -> {
            named.remove(key.id());
            return named.isEmpty() ? null : named;
        });
    }

    @Override
    public List<String> ids(RecordKey.Collection collection, String notation) {
        return List.copyOf(ids.getOrDefault(new Place(collection, notation), Set.of()));
    }

    @Override
    public void clear() {
        ids.clear();
    }
}
