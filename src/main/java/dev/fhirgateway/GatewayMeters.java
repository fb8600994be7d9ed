package dev.fhirgateway;

import dev.fhirgateway.access.Capacity;
import dev.fhirgateway.delivery.window.RegistryWindow;
import dev.fhirgateway.delivery.window.WindowState;
import dev.fhirgateway.followup.FollowUpListener;
import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.ledger.LedgerSize;
import dev.fhirgateway.ledger.OpenTasks;
import dev.fhirgateway.ledger.Parked;
import dev.fhirgateway.ledger.ParkedWord;
import dev.fhirgateway.ledger.Retention;
import dev.fhirgateway.ledger.jobs.JobState;
import dev.fhirgateway.ledger.jobs.Jobs;
import dev.fhirgateway.ledger.letters.OpenCount;
import dev.fhirgateway.metrics.BatchMeters;
import dev.fhirgateway.metrics.DeliveryState;
import dev.fhirgateway.metrics.DeliveryState.Circuit;
import dev.fhirgateway.metrics.FollowUpMeters;
import dev.fhirgateway.metrics.Gauges;
import dev.fhirgateway.metrics.LetterMeters;
import dev.fhirgateway.metrics.RegistryCallMeter;
import dev.fhirgateway.metrics.UnmappedSample;
import dev.fhirgateway.translation.Mappings;
import dev.fhirgateway.translation.Translation;
import dev.fhirgateway.upsert.AnswerListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Joins the parts of a gateway to its meters, which do not know each other. */
final class GatewayMeters {
    private static final double MILLIS_PER_SECOND = 1000;

    private final MeterRegistry registry;
    private final Gauges gauges;
    private final FollowUpMeters followUp;
    private final LetterMeters letters;

    GatewayMeters(MeterRegistry registry) {
        this.registry = registry;
        this.gauges = new Gauges(registry);
        this.followUp = new FollowUpMeters(registry);
        this.letters = new LetterMeters(registry);
    }

    void admission(Capacity capacity) {
        gauges.admission(capacity::requests, capacity::bytes, capacity::bytesAtMost);
    }

    void mappings(Mappings mappings) {
        gauges.configProblems("mappings", () -> mappings.problems().size());
    }

    void delivery(RegistryWindow window) {
        gauges.delivery(() -> state(window.state()));
    }

    /** Who counts what becomes of tasks. */
    FollowUpListener followUp(OpenTasks tasks, Parked parked, Clock clock) {
        gauges.tasks(
                () -> tasks.count().tasks(), () -> age(tasks.count().oldest().orElse(null), clock));
        gauges.parked(
                () -> parked.count().relationships(),
                () -> age(parked.count().oldest().orElse(null), clock));
        return new FollowUpListener() {
            @Override
            public void polled() {
                followUp.polled();
            }

            @Override
            public void persisted(String source, Duration took) {
                followUp.persisted(source, took);
            }

            @Override
            public void parkedEnded(ParkedWord word) {
                followUp.parkedEnded(word.code());
            }
        };
    }

    /** Who is told which dead letters are open. */
    Consumer<List<OpenCount>> letters(Clock clock) {
        return open -> letters.count(
                open.stream()
                        .map(one -> new LetterMeters.Open(one.source(), one.blame(), one.letters()))
                        .toList(),
                age(
                        open.stream()
                                .map(OpenCount::oldest)
                                .min(Comparator.naturalOrder())
                                .orElse(null),
                        clock));
    }

    /** Who counts what is taken out of the ledger. */
    Consumer<Retention.Pruned> pruned() {
        LongConsumer passages = gauges.pruned("passages");
        LongConsumer batches = gauges.pruned("batches");
        LongConsumer bodies = gauges.pruned("bodies");
        LongConsumer tasks = gauges.pruned("tasks");
        return pruned -> {
            passages.accept(pruned.passages());
            batches.accept(pruned.batches());
            bodies.accept(pruned.bodies());
            tasks.accept(pruned.tasks());
        };
    }

    void ledger(Supplier<LedgerSize> size, Clock clock) {
        gauges.ledger(
                () -> size.get().bytes(),
                () -> size.get().bodyBytes(),
                Map.of(
                        "history", () -> age(size.get().oldestPassage(), clock),
                        "bodies", () -> age(size.get().oldestBody(), clock)));
    }

    void jobs(Jobs jobs) {
        Map<String, Supplier<Number>> states = new TreeMap<>();
        for (JobState state : JobState.values()) {
            states.put(state.code(), () -> jobs.totals().jobs().getOrDefault(state, 0L));
        }
        gauges.jobs(states, () -> jobs.totals().waitingEntries());
    }

    private static double age(@Nullable Instant oldest, Clock clock) {
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / MILLIS_PER_SECOND;
    }

    /** Who times calls. */
    RegistryCallMeter calls() {
        return new RegistryCallMeter(registry);
    }

    /**
     * Who counts answers.
     *
     * @param every how often an entry of a type is looked at for what its mapping leaves behind; zero for never
     */
    AnswerListener answers(Translation translation, Duration every) {
        return new BatchMeters(
                registry,
                Intake::isResourceType,
                every.isZero() ? report -> {} : new UnmappedSample(registry, every, translation::unmapped),
                followUp);
    }

    private static DeliveryState state(WindowState window) {
        return new DeliveryState(
                window.inFlight(),
                window.limit(),
                window.waiting(),
                window.oldestWait().toMillis() / MILLIS_PER_SECOND,
                Circuit.valueOf(window.circuit().name()));
    }
}
