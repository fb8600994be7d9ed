package dev.fhirgateway.metrics;

import dev.fhirgateway.upsert.AnswerListener;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.DryRun;
import dev.fhirgateway.upsert.UpsertResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Counts what is answered: requests, batches and their entries. The source comes from the operator's own clients and
 * routes, the type is one of FHIR R4 or {@code other}, so no text of a client becomes a label.
 */
public final class BatchMeters implements AnswerListener {
    private static final int SOURCES_AT_MOST = 100;

    private final MeterRegistry registry;
    private final EntryTags tags;
    private final Consumer<BatchReport> sample;
    private final FollowUpMeters followUp;
    private final BoundedLabel sources = new BoundedLabel(SOURCES_AT_MOST);
    private final DistributionSummary sizes;

    /**
     * @param isResourceType whether a name is one of the resource types of FHIR R4
     * @param sample is given every batch that was answered
     * @param followUp times what was stored when it was answered
     */
    public BatchMeters(
            MeterRegistry registry,
            Predicate<String> isResourceType,
            Consumer<BatchReport> sample,
            FollowUpMeters followUp) {
        this.registry = registry;
        this.tags = new EntryTags(isResourceType);
        this.sample = sample;
        this.followUp = followUp;
        this.sizes = DistributionSummary.builder("gateway.batch.entries")
                .description("How many entries a batch has")
                .baseUnit("entries")
                .serviceLevelObjectives(1, 10, 100, 1000, 10_000)
                .register(registry);
    }

    @Override
    public void answered(BatchReport report, int status, Duration took) {
        String source = sources.of(report.batch().origin().sourceKey());
        count("upsert", status);
        sizes.record(report.results().size());
        duration(source).record(took);
        tally(report).forEach((entry, number) -> Counter.builder("gateway.entries")
                .description("Entries, by what became of them")
                .tags(entry.and("source", source))
                .register(registry)
                .increment(number));
        followUp.answered(report, took);
        sample.accept(report);
    }

    @Override
    public void repeated(int status) {
        count("repeated", status);
    }

    @Override
    public void taken(int status) {
        count("job", status);
    }

    @Override
    public void planned(DryRun run) {
        count("dry-run", 200);
    }

    @Override
    public void refused(int status) {
        count("refused", status);
    }

    private void count(String kind, int status) {
        Counter.builder("gateway.batches")
                .description("Requests, by the status of their answer")
                .tags("kind", kind, "status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    private Timer duration(String source) {
        return Timer.builder("gateway.batch.duration")
                .description("From the admission of a batch to its answer")
                .tags("source", source)
                .serviceLevelObjectives(Buckets.BATCH)
                .register(registry);
    }

    /** Added up first, because a meter is dear to find for each of 10,000 entries. */
    private Map<Tags, Integer> tally(BatchReport report) {
        Map<Tags, Integer> tally = new HashMap<>();
        for (UpsertResult result : report.results()) {
            tally.merge(tags.of(result), 1, Integer::sum);
        }
        return tally;
    }
}
