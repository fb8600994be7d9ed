package dev.fhirgateway.sandbox.trouble;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts by key, of the {@value #MAX_KEYS} keys that were counted latest; of more, those not counted for the longest time
 * begin at 1 again. So a sandbox can be left running, whatever comes. For several threads.
 */
public final class BoundedCounts {
    private static final int MAX_KEYS = 100_000;

    private final Map<String, Integer> counts = new LinkedHashMap<>(16, 0.75f, true);
    private final int maxKeys;

    /** Nothing counted yet. */
    public BoundedCounts() {
        this(MAX_KEYS);
    }

    BoundedCounts(int maxKeys) {
        this.maxKeys = maxKeys;
    }

    /** Counts the key once more, and gives the count: 1 for the first time. */
    public synchronized int next(String key) {
        int count = counts.merge(key, 1, Integer::sum);
        if (counts.size() > maxKeys) {
            counts.remove(counts.keySet().iterator().next());
        }
        return count;
    }

    /** Forgets all counts. */
    public synchronized void clear() {
        counts.clear();
    }
}
