package dev.fhirgateway.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values of a label, so many at most: each one makes a time series that is kept for good. Those that come when there are
 * enough are {@code other}. Safe for use by many threads, which may let in a few more than that.
 */
final class BoundedLabel {
    static final String OTHER = "other";

    private final int most;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    BoundedLabel(int most) {
        this.most = most;
    }

    String of(String value) {
        if (seen.contains(value)) {
            return value;
        }
        if (seen.size() >= most) {
            return OTHER;
        }
        seen.add(value);
        return value;
    }
}
