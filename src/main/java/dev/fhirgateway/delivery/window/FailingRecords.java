package dev.fhirgateway.delivery.window;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which records have failed among the last calls, so that each counts once: a record that the registry chokes on fails
 * again and again, and is no outage. Remembers as many calls as the circuit looks back on; a failure that has left its
 * window may count again.
 */
final class FailingRecords {
    private static final int KINDS_TOLD = 5;

    private final int lookBack;
    private final Map<String, Failure> failures = new LinkedHashMap<>();
    private long recorded;

    FailingRecords(int lookBack) {
        this.lookBack = lookBack;
    }

    /** Whether it counts: the record has not failed before, or was taken since. */
    boolean failsAnew(String record, String kind) {
        if (failures.containsKey(record)) {
            return false;
        }
        failures.put(record, new Failure(kind, recorded));
        moveOn();
        return true;
    }

    void taken(String record) {
        failures.remove(record);
        moveOn();
    }

    void clear() {
        failures.clear();
    }

    /** The kinds of the failures that count, the most frequent first, such as {@code 503: 40, connection reset: 2}. */
    String kinds() {
        return failures.values().stream()
                .collect(Collectors.groupingBy(Failure::kind, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(KINDS_TOLD)
                .map(kind -> kind.getKey() + ": " + kind.getValue())
                .collect(Collectors.joining(", "));
    }

    private void moveOn() {
        recorded++;
        Iterator<Failure> oldestFirst = failures.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().number() < recorded - lookBack) {
            oldestFirst.remove();
        }
    }

    /**
     * @param kind of fault, such as a status
     * @param number of the call, among those that count
     */
    private record Failure(String kind, long number) {}
}
