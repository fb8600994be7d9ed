package dev.fhirgateway.sandbox.store;

import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.record.Shelf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps things in memory, as bytes: a tree of the same content takes several times the room. */
final class MemoryShelf<T> implements Shelf<T> {
    private final Codec<T> codec;
    private final Map<RecordKey.Collection, Map<String, byte[]>> collections = new HashMap<>();

    MemoryShelf(Codec<T> codec) {
        this.codec = codec;
    }

    @Override
    public Optional<T> find(RecordKey key) {
        return Optional.ofNullable(in(key.collection()).get(key.id())).map(codec::value);
    }

    @Override
    public void put(RecordKey key, T value) {
        collections.computeIfAbsent(key.collection(), name -> new HashMap<>()).put(key.id(), codec.bytes(value));
    }

    @Override
    public boolean remove(RecordKey key) {
        Map<String, byte[]> all = in(key.collection());
        boolean wasThere = all.containsKey(key.id());
        if (wasThere) {
            all.remove(key.id());
        }
        if (wasThere && all.isEmpty()) {
            collections.remove(key.collection());
        }
        return wasThere;
    }

    @Override
    public List<String> ids(RecordKey.Collection collection) {
        return in(collection).keySet().stream().sorted().toList();
    }

    @Override
    public List<T> all(RecordKey.Collection collection) {
        Map<String, byte[]> all = in(collection);
        return ids(collection).stream()
                .map(id -> codec.value(Objects.requireNonNull(all.get(id))))
                .toList();
    }

    @Override
    public int count(RecordKey.Collection collection) {
        return in(collection).size();
    }

    @Override
    public SortedMap<String, SortedMap<String, Integer>> counts() {
        SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
        collections.forEach((name, all) -> counts.computeIfAbsent(name.sourceKey(), source -> new TreeMap<>())
                .put(name.type(), all.size()));
        return counts;
    }

    @Override
    public void clear() {
        collections.clear();
    }

    private Map<String, byte[]> in(RecordKey.Collection collection) {
        return collections.getOrDefault(collection, Map.of());
    }
}
