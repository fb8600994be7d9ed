package dev.fhirgateway.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Times the calls to the registry, and counts how many an entry takes. Safe for use by many threads. */
public final class RegistryCallMeter {
    private static final int OPERATIONS_AT_MOST = 20;
    private static final int OUTCOMES_AT_MOST = 30;

    private final MeterRegistry registry;
    private final BoundedLabel operations = new BoundedLabel(OPERATIONS_AT_MOST);
    private final BoundedLabel outcomes = new BoundedLabel(OUTCOMES_AT_MOST);
    private final DistributionSummary tries;

    /** Makes its meters. */
    public RegistryCallMeter(MeterRegistry registry) {
        this.registry = registry;
        this.tries = DistributionSummary.builder("gateway.registry.tries")
                .description("How many calls it took until one was final, or none was left")
                .baseUnit("calls")
                .serviceLevelObjectives(1, 2, 3, 5, 10)
                .register(registry);
    }

    /**
     * One call is over.
     *
     * @param operation what was asked of the registry: one of a few names of ours
     * @param outcome the HTTP status, or the kind of a fault: one of a few words of ours
     * @param took from the turn of the call to the last byte of its answer
     */
    public void called(String operation, String outcome, Duration took) {
        Timer.builder("gateway.registry.calls")
                .description("Calls to the registry, by the status of their answer or the kind of their fault")
                .tags("operation", operations.of(operation), "outcome", outcomes.of(outcome))
                .serviceLevelObjectives(Buckets.CALL)
                .register(registry)
                .record(took);
    }

    /** A record or a relationship came to its end, whatever that was, after so many calls. */
    public void tries(int calls) {
        tries.record(calls);
    }
}
