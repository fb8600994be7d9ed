package dev.fhirgateway.sandbox.store;

import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.record.Shelf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps things in memory, as bytes: a tree of the same content takes several times the room. */
final class MemoryShelf<T> implements Shelf<T> {
    private final Codec<T> codec;
    private final Map<RecordKey.Collection, SortedMap<String, byte[]>> collections = new HashMap<>();

    MemoryShelf(Codec<T> codec) {
        this.codec = codec;
    }

    @Override
    public Optional<T> find(RecordKey key) {
        return Optional.ofNullable(in(key.collection()).get(key.id())).map(codec::value);
    }

    @Override
    public void put(RecordKey key, T value) {
        collections.computeIfAbsent(key.collection(), name -> new TreeMap<>()).put(key.id(), codec.bytes(value));
    }

    @Override
    public boolean remove(RecordKey key) {
        SortedMap<String, byte[]> all = in(key.collection());
        boolean wasThere = all.remove(key.id()) != null;
        if (wasThere && all.isEmpty()) {
            collections.remove(key.collection());
        }
        return wasThere;
    }

    @Override
    public List<String> ids(RecordKey.Collection collection) {
        return List.copyOf(in(collection).keySet());
    }

    @Override
    public List<String> ids(RecordKey.Collection collection, long offset, int limit) {
        return in(collection).keySet().stream().skip(offset).limit(limit).toList();
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

    private SortedMap<String, byte[]> in(RecordKey.Collection collection) {
        return collections.getOrDefault(collection, new TreeMap<>());
    }
}
