package dev.fhirgateway.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Times the calls to the registry, and counts how many an entry takes. Safe for use by many threads. */
public final class RegistryCallMeter {
    private static final int OPERATIONS_AT_MOST = 20;
    private static final int OUTCOMES_AT_MOST = 20;
    private static final Pattern STATUS = Pattern.compile("[1-9]\\d\\d");

    private final MeterRegistry registry;
    private final BoundedLabel operations = new BoundedLabel(OPERATIONS_AT_MOST);
    private final BoundedLabel outcomes = new BoundedLabel(OUTCOMES_AT_MOST);
    private final DistributionSummary tries;
    private final DistributionSummary bulks;

    /** A meter is dear to find, and this is asked for with each call. */
    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

    /** Makes its meters. */
    public RegistryCallMeter(MeterRegistry registry) {
        this.registry = registry;
        this.tries = DistributionSummary.builder("gateway.registry.tries")
                .description("How many calls it took until one was final, or none was left")
                .baseUnit("calls")
                .serviceLevelObjectives(1, 2, 3, 5, 10)
                .register(registry);
        this.bulks = DistributionSummary.builder("gateway.registry.bulk")
                .description("How many writes shared one request that the registry took")
                .baseUnit("writes")
                .serviceLevelObjectives(1, 10, 100, 1000)
                .register(registry);
    }

    /**
     * A call came to its end.
     *
     * @param operation what was asked of the registry, such as {@code put-resource}; one of a few names of ours
     * @param kind the HTTP status of its answer, or in a word or two why there was none
     * @param took from the beginning of the call to the last byte of its answer, or to the fault
     */
    public void record(String operation, String kind, Duration took) {
        timers.computeIfAbsent(new Labels(operations.of(operation), outcomes.of(outcome(kind))), this::timer)
                .record(took);
    }

    private Timer timer(Labels labels) {
        return Timer.builder("gateway.registry.calls")
                .description("Calls to the registry, by the class of their status or the kind of their fault")
                .tags("operation", labels.operation(), "outcome", labels.outcome())
                .serviceLevelObjectives(Buckets.CALL)
                .register(registry);
    }

    /** A record or a relationship came to its end, whatever that was, after so many calls. */
    public void tries(int calls) {
        tries.record(calls);
    }

    /** So many writes shared one request that the registry took. */
    public void bulk(int writes) {
        bulks.record(writes);
    }

    /** 429 is told apart: it is the registry's own word that it is asked too much. */
    private static String outcome(String kind) {
        if (STATUS.matcher(kind).matches()) {
            return kind.equals("429") ? kind : kind.charAt(0) + "xx";
        }
        return kind.replace(' ', '-');
    }

    private record Labels(String operation, String outcome) {}
}
