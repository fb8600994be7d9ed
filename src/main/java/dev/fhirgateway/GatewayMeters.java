package dev.fhirgateway;

import dev.fhirgateway.access.Capacity;
import dev.fhirgateway.delivery.window.RegistryWindow;
import dev.fhirgateway.delivery.window.WindowState;
import dev.fhirgateway.followup.FollowUpListener;
import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.ledger.OpenTasks;
import dev.fhirgateway.ledger.Parked;
import dev.fhirgateway.ledger.ParkedWord;
import dev.fhirgateway.metrics.BatchMeters;
import dev.fhirgateway.metrics.DeliveryState;
import dev.fhirgateway.metrics.DeliveryState.Circuit;
import dev.fhirgateway.metrics.FollowUpMeters;
import dev.fhirgateway.metrics.Gauges;
import dev.fhirgateway.metrics.RegistryCallMeter;
import dev.fhirgateway.metrics.UnmappedSample;
import dev.fhirgateway.translation.Mappings;
import dev.fhirgateway.translation.Translation;
import dev.fhirgateway.upsert.AnswerListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Joins the parts of a gateway to its meters, which do not know each other. */
final class GatewayMeters {
    private static final double MILLIS_PER_SECOND = 1000;

    private final MeterRegistry registry;
    private final Gauges gauges;
    private final FollowUpMeters followUp;

    GatewayMeters(MeterRegistry registry) {
        this.registry = registry;
        this.gauges = new Gauges(registry);
        this.followUp = new FollowUpMeters(registry);
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
        gauges.tasks(() -> tasks.count().tasks(), () -> age(tasks.count().oldest(), clock));
        gauges.parked(
                () -> parked.count().relationships(), () -> age(parked.count().oldest(), clock));
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

    private static double age(Optional<Instant> oldest, Clock clock) {
        return oldest.map(since -> Duration.between(since, clock.instant()).toMillis() / MILLIS_PER_SECOND)
                .orElse(0.0);
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
