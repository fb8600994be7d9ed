package dev.fhirgateway.metrics;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.UpsertResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** How long it takes until the registry has what an EHR sent, and how often it is asked about that. */
public final class FollowUpMeters {
    private static final int SOURCES_AT_MOST = 100;

    private final MeterRegistry registry;
    private final BoundedLabel sources = new BoundedLabel(SOURCES_AT_MOST);
    private final Counter polls;

    /** Makes its meters. */
    public FollowUpMeters(MeterRegistry registry) {
        this.registry = registry;
        this.polls = Counter.builder("gateway.followup.polls")
                .description("Answers of the registry that told how a task stands")
                .register(registry);
    }

    /** The registry told how a task stands. */
    public void polled() {
        polls.increment();
    }

    /** A relationship that had waited for a record does not any more. */
    public void parkedEnded(String outcome) {
        Counter.builder("gateway.parked.ended")
                .description("Relationships that had waited for a record, by what became of them")
                .tags("outcome", outcome)
                .register(registry)
                .increment();
    }

    /** An entry that the registry had accepted is stored, so long after its batch was admitted. */
    public void persisted(String source, Duration took) {
        timer(source).record(took);
    }

    /** A batch was answered; what was stored by then took as long as the answer. */
    public void answered(BatchReport report, Duration took) {
        Timer timer = timer(report.batch().origin().sourceKey());
        report.results().stream()
                .filter(UpsertResult.Persisted.class::isInstance)
                .forEach(persisted -> timer.record(took));
    }

    private Timer timer(String source) {
        return Timer.builder("gateway.persisted")
                .description("From the admission of a batch until an entry of it is known to be stored")
                .tags("source", sources.of(source))
                .serviceLevelObjectives(Buckets.PERSISTED)
                .register(registry);
    }
}
