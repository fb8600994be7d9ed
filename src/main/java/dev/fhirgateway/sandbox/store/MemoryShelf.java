package dev.fhirgateway.sandbox.store;

import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.record.Shelf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps things in memory, as bytes: a tree of the same content takes several times the room. */
final class MemoryShelf<T> implements Shelf<T> {
    /** What the heap has of a record besides its body: its key, the arrays, its place in the tree. */
    private static final int BESIDES = 200;

    private final Codec<T> codec;
    private final Map<RecordKey.Collection, SortedMap<String, byte[]>> collections = new HashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    MemoryShelf(Codec<T> codec) {
        this.codec = codec;
    }

    @Override
    public Optional<T> find(RecordKey key) {
        return Optional.ofNullable(in(key.collection()).get(key.id())).map(codec::value);
    }

    @Override
    public void put(RecordKey key, T value) {
        byte[] body = codec.bytes(value);
        byte[] before = collections
                .computeIfAbsent(key.collection(), name -> new TreeMap<>())
                .put(key.id(), body);
        bytes.addAndGet(body.length - (before == null ? -BESIDES : before.length));
    }

    /** About how many bytes of the heap it takes. May be asked by any thread at any time. */
    long bytes() {
        return bytes.get();
    }

    @Override
    public boolean remove(RecordKey key) {
        SortedMap<String, byte[]> all = in(key.collection());
        byte[] before = all.remove(key.id());
        if (before == null) {
            return false;
        }
        bytes.addAndGet(-before.length - BESIDES);
        if (all.isEmpty()) {
            collections.remove(key.collection());
        }
        return true;
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
        bytes.set(0);
    }

    private SortedMap<String, byte[]> in(RecordKey.Collection collection) {
        return collections.getOrDefault(collection, new TreeMap<>());
    }
}
