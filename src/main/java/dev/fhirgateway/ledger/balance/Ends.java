package dev.fhirgateway.ledger.balance;

import java.util.EnumMap;
import java.util.Map;

/** How many entries have ended, in which way. */
public final class Ends {
    private final Map<End, Integer> counts = new EnumMap<>(End.class);

    /** One more. */
    public void add(End end) {
        counts.merge(end, 1, Integer::sum);
    }

    /** Whether none has. */
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    int of(End end) {
        return counts.getOrDefault(end, 0);
    }
}
