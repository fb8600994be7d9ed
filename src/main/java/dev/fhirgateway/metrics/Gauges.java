package dev.fhirgateway.metrics;

import dev.fhirgateway.metrics.DeliveryState.Circuit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** What is asked for when somebody looks, instead of being counted when it happens. */
public final class Gauges {
    private final MeterRegistry registry;

    /** Makes none yet. */
    public Gauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /** How delivery is doing; asked several times for each look. */
    public void delivery(Supplier<DeliveryState> state) {
        gauge("gateway.delivery.in.flight", "calls", "Calls that the registry has not answered yet", () -> state.get()
                .inFlight());
        gauge("gateway.delivery.limit", "calls", "The most calls that may be in flight now", () -> state.get()
                .limit());
        gauge("gateway.delivery.waiting", "calls", "Calls that wait for their turn", () -> state.get()
                .waiting());
        gauge("gateway.delivery.oldest.waiting", "seconds", "How long the oldest waiting call waits", () -> state.get()
                .oldestWaitingSeconds());
        for (Circuit circuit : Circuit.values()) {
            Gauge.builder("gateway.delivery.circuit", () -> state.get().circuit() == circuit ? 1 : 0)
                    .description("1 for the state that the circuit is in")
                    .tags("state", circuit.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    /**
     * What is in work at the front door.
     *
     * @param requests how many requests
     * @param bytes how many bytes of bodies
     * @param bytesAtMost how many there may be
     */
    public void admission(Supplier<Number> requests, Supplier<Number> bytes, Supplier<Number> bytesAtMost) {
        gauge("gateway.http.active.requests", "requests", "Requests in work", requests);
        gauge("gateway.http.bodies", "bytes", "Bodies in work", bytes);
        gauge("gateway.http.bodies.limit", "bytes", "The most that bodies in work may take", bytesAtMost);
    }

    /**
     * Files of the operator that are wrong, while their last good versions are in use.
     *
     * @param kind which ones, {@code mappings} or {@code routes}
     * @param problems how many
     */
    public void configProblems(String kind, Supplier<Number> problems) {
        Gauge.builder("gateway.config.problems", problems)
                .description("Files in the config folder that are wrong; their last good versions are in use")
                .tags("kind", kind)
                .register(registry);
    }

    /**
     * The tasks of the registry that are followed.
     *
     * @param open how many
     * @param oldestSeconds since when the oldest of them is open
     */
    public void tasks(Supplier<Number> open, Supplier<Number> oldestSeconds) {
        gauge("gateway.followup.open", "tasks", "Tasks of the registry that have not ended", open);
        gauge("gateway.followup.oldest", "seconds", "How long the oldest of them is open", oldestSeconds);
    }

    /**
     * How large the ledger is.
     *
     * @param bytes of all of it
     * @param bodyBytes of what was sent
     * @param oldestSeconds by kind, how old the oldest is of what is kept
     */
    public void ledger(
            Supplier<Number> bytes, Supplier<Number> bodyBytes, Map<String, Supplier<Number>> oldestSeconds) {
        gauge("gateway.ledger.size", "bytes", "What the ledger takes on the disk", bytes);
        gauge("gateway.ledger.bodies", "bytes", "What is kept of what was sent, as it is stored", bodyBytes);
        oldestSeconds.forEach((kind, seconds) -> Gauge.builder("gateway.ledger.oldest", seconds)
                .baseUnit("seconds")
                .description("How old the oldest is of what is kept")
                .tags("kind", kind)
                .register(registry));
    }

    /**
     * Who counts what is taken out of the ledger.
     *
     * @param kind of what
     */
    public LongConsumer pruned(String kind) {
        Counter rows = Counter.builder("gateway.ledger.pruned")
                .description("Rows that were taken out of the ledger")
                .tags("kind", kind)
                .register(registry);
        return rows::increment;
    }

    /**
     * The relationships that wait for a record at one of their ends.
     *
     * @param waiting how many
     * @param oldestSeconds since when the oldest of them waits
     */
    public void parked(Supplier<Number> waiting, Supplier<Number> oldestSeconds) {
        gauge("gateway.parked.waiting", "relationships", "Relationships that wait for a record", waiting);
        gauge("gateway.parked.oldest", "seconds", "How long the oldest of them waits", oldestSeconds);
    }

    /**
     * The jobs that are known.
     *
     * @param states how many there are, by how far they are
     * @param entries how many entries of them are still to be delivered
     */
    public void jobs(Map<String, Supplier<Number>> states, Supplier<Number> entries) {
        states.forEach((state, count) -> Gauge.builder("gateway.jobs", count)
                .description("Jobs that are known, by how far they are")
                .tags("state", state)
                .register(registry));
        gauge("gateway.jobs.waiting", "entries", "Entries of jobs that are still to be delivered", entries);
    }

    private void gauge(String name, String unit, String description, Supplier<Number> value) {
        Gauge.builder(name, value).baseUnit(unit).description(description).register(registry);
    }
}
