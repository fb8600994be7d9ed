package dev.fhirgateway.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What came in since the ledger began, and what became of it. */
public final class BalanceMeters {
    private static final int SOURCES_AT_MOST = 100;

    private final MeterRegistry registry;
    private final BoundedLabel sources = new BoundedLabel(SOURCES_AT_MOST);
    private final Map<String, AtomicLong> values = new ConcurrentHashMap<>();

    /** Makes none yet. */
    public BalanceMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows how many entries of a source came in ({@code received}), or are in a column of the balance. */
    public void show(String source, String column, long entries) {
        String label = sources.of(source);
        values.computeIfAbsent(label + " " + column, key -> gauge(label, column))
                .set(entries);
    }

    private AtomicLong gauge(String source, String column) {
        AtomicLong value = new AtomicLong();
        Gauge.builder("gateway.balance", value::get)
                .baseUnit("entries")
                .description("Entries since the ledger began: received, and what became of them")
                .tags("source", source, "column", column)
                .register(registry);
        return value;
    }
}
