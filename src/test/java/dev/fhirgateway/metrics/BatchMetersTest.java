package dev.fhirgateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.DryRun;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.UpsertResult;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchMetersTest {
    private static final Set<String> TYPES = Set.of("Patient", "Organization");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<BatchReport> sampled = new ArrayList<>();
    private final BatchMeters meters =
            new BatchMeters(registry, TYPES::contains, sampled::add, new FollowUpMeters(registry));

    @Test
    void entriesAreCountedByWhatBecameOfThem() {
        BatchReport report = report(
                Entries.persisted(Entries.patient(0, "a")),
                Entries.persisted(Entries.patient(1, "b")),
                Entries.accepted(Entries.patient(2, "c")),
                Entries.unchanged(Entries.of(3, "Organization", "d", "{}")),
                Entries.rejected(Entries.patient(4, "e"), Blame.SOURCE_DATA),
                Entries.undelivered(Entries.patient(5, "f")));

        meters.answered(report, 207, Duration.ofSeconds(3));

        assertThat(entries("Patient", "persisted", "none")).isEqualTo(2);
        assertThat(entries("Patient", "accepted", "none")).isEqualTo(1);
        assertThat(entries("Organization", "unchanged", "none")).isEqualTo(1);
        assertThat(entries("Patient", "rejected", "source-data")).isEqualTo(1);
        assertThat(entries("Patient", "undelivered", "registry-unavailable")).isEqualTo(1);
        assertThat(registry.find("gateway.entries").counters()).hasSize(5);
        assertThat(sampled).containsExactly(report);
    }

    @Test
    void aBatchIsCountedTimedAndMeasured() {
        meters.answered(report(Entries.persisted(Entries.patient(0, "a"))), 200, Duration.ofSeconds(3));
        meters.answered(report(), 200, Duration.ofSeconds(1));

        assertThat(batches("upsert", "200")).isEqualTo(2);
        assertThat(registry.get("gateway.batch.duration")
                        .tag("source", "default")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(4);
        assertThat(registry.get("gateway.batch.entries").summary().totalAmount())
                .isEqualTo(1);
        assertThat(registry.get("gateway.batch.entries").summary().count()).isEqualTo(2);
    }

    @Test
    void dryRunsAndRefusalsAreNoBatches() {
        meters.planned(new DryRun(Entries.batch(), List.of(), List.of()));
        meters.refused(429);

        assertThat(batches("dry-run", "200")).isEqualTo(1);
        assertThat(batches("refused", "429")).isEqualTo(1);
        assertThat(registry.get("gateway.batch.entries").summary().count()).isZero();
    }

    @Test
    void textOfAClientNeverBecomesALabel() {
        for (int i = 0; i < 10_000; i++) {
            UpsertEntry entry = Entries.of(0, "Zztype" + i, "Zzid-" + i, "{}");
            meters.answered(report(Entries.rejected(entry, Blame.SOURCE_DATA)), 422, Duration.ofMillis(1));
        }
        meters.answered(report(Entries.undelivered(Entries.of(0, null, null, "{}"))), 503, Duration.ofMillis(1));

        assertThat(registry.find("gateway.entries").counters()).hasSize(2);
        assertThat(labels()).noneMatch(value -> value.contains("Zz")).contains("other");
    }

    @Test
    void sourcesThatARouteMakesUpAreBounded() {
        IntStream.range(0, 1000).forEach(i -> {
            Origin origin = new Origin("b", "feed:x", "source-" + i, Instant.EPOCH, Instant.MAX);
            UpsertEntry entry = new UpsertEntry(origin, 0, OriginalBytes.none(), "Patient", "a", List.of());
            UpsertBatch batch = new UpsertBatch(origin, Preference.REPRESENTATION, List.of(entry));
            meters.answered(BatchReport.of(batch, List.of(Entries.persisted(entry))), 200, Duration.ofMillis(1));
        });

        assertThat(registry.find("gateway.batch.duration").timers()).hasSize(101);
        assertThat(registry.find("gateway.entries").counters()).hasSize(101);
    }

    private static BatchReport report(UpsertResult... results) {
        UpsertEntry[] entries = Stream.of(results).map(UpsertResult::entry).toArray(UpsertEntry[]::new);
        return BatchReport.of(Entries.batch(entries), List.of(results));
    }

    private double entries(String type, String outcome, String blame) {
        return registry.get("gateway.entries")
                .tags("source", "default", "type", type, "outcome", outcome, "blame", blame)
                .counter()
                .count();
    }

    private double batches(String kind, String status) {
        return registry.get("gateway.batches")
                .tags("kind", kind, "status", status)
                .counter()
                .count();
    }

    private Stream<String> labels() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .flatMap(id -> id.getTags().stream())
                .map(Tag::getValue);
    }
}
