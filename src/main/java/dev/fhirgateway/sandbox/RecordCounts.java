package dev.fhirgateway.sandbox;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what collections hold. */
final class RecordCounts {
    private RecordCounts() {}

    /** How many records there are of each source and type, both sorted; only where there are some. */
    static SortedMap<String, SortedMap<String, Integer>> of(
            Map<RecordKey.Collection, ? extends Map<String, ?>> collections) {
        SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
        collections.forEach((name, records) -> {
            if (!records.isEmpty()) {
                counts.computeIfAbsent(name.sourceKey(), source -> new TreeMap<>())
                        .put(name.type(), records.size());
            }
        });
        return counts;
    }
}
