package dev.fhirgateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Entries;
import dev.fhirgateway.upsert.Unmapped;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnmappedSampleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong();

    @Test
    void oneEntryOfEachTypeIsLookedAtInATime() {
        UnmappedSample sample = sample(entry -> unmapped("Patient.photo"));

        sample.accept(patients("a", "b", "c"));
        sample.accept(patients("d"));
        now.addAndGet(MINUTE.toNanos());
        sample.accept(patients("e", "f"));
        sample.accept(report(Entries.persisted(Entries.of(0, "Organization", "o", "{}"))));

        awaitSampled("Organization", 1);
        awaitSampled("Patient", 2);
        assertThat(left("Patient", "Patient.photo")).isEqualTo(2);
    }

    @Test
    void whatWasNotStoredIsNotLookedAt() {
        UnmappedSample sample = sample(entry -> unmapped("Patient.photo"));

        sample.accept(report(
                Entries.rejected(Entries.patient(0, "a"), Blame.SOURCE_DATA),
                Entries.undelivered(Entries.patient(1, "b")),
                Entries.accepted(Entries.of(2, "Organization", "o", "{}"))));

        awaitSampled("Organization", 1);
        assertThat(registry.find("gateway.mapping.sampled")
                        .tag("type", "Patient")
                        .counter())
                .isNull();
    }

    @Test
    void nothingThatAClientThoughtOfBecomesALabel() {
        UnmappedSample sample = sample(entry -> unmapped(
                "Patient.extension[http://example.org/Zzmarker].valueString",
                "Patient.name.extension[Zz]marker]",
                "Patient.Zz marker",
                "Zzmarker"));

        sample.accept(patients("a"));

        awaitSampled("Patient", 1);
        assertThat(elements()).containsExactlyInAnyOrder("Patient.extension", "Patient.name.extension", "other");
    }

    @Test
    void anEntryCountsOnceForAnElementHoweverOftenItHasIt() {
        UnmappedSample sample = sample(entry -> List.of(
                new Unmapped("Patient.extension[http://example.org/1]", 3, 3),
                new Unmapped("Patient.extension[http://example.org/2]", 2, 5)));

        sample.accept(patients("a"));

        awaitSampled("Patient", 1);
        assertThat(left("Patient", "Patient.extension")).isEqualTo(1);
    }

    @Test
    void elementsAreBounded() {
        UnmappedSample sample = sample(entry -> unmapped(
                IntStream.range(0, 5000).mapToObj(i -> "Patient.element" + i).toArray(String[]::new)));

        sample.accept(patients("a"));

        awaitSampled("Patient", 1);
        await().untilAsserted(() -> assertThat(elements()).hasSize(1001).contains("other"));
    }

    @Test
    void whoAnswersDoesNotWaitForIt() {
        CountDownLatch slow = new CountDownLatch(1);
        UnmappedSample sample = sample(entry -> {
            awaitUninterrupted(slow);
            return unmapped();
        });

        IntStream.range(0, 1000)
                .forEach(i -> sample.accept(report(Entries.persisted(Entries.of(0, "Type" + i, "a", "{}")))));
        slow.countDown();

        await().untilAsserted(() ->
                assertThat(registry.find("gateway.mapping.sampled").counters()).hasSizeBetween(32, 34));
    }

    @Test
    void aFaultEndsOneSampleOnly() {
        UnmappedSample sample = sample(entry -> {
            if (entry.key().equals("Patient/bad")) {
                throw new IllegalStateException("Zzmarker");
            }
            return unmapped("Patient.photo");
        });

        sample.accept(patients("bad"));
        now.addAndGet(MINUTE.toNanos());
        sample.accept(patients("good"));

        awaitSampled("Patient", 1);
    }

    private UnmappedSample sample(Function<UpsertEntry, List<Unmapped>> unmapped) {
        return new UnmappedSample(registry, MINUTE, unmapped, now::get);
    }

    private static List<Unmapped> unmapped(String... paths) {
        return Stream.of(paths).map(path -> new Unmapped(path, 1, 1)).toList();
    }

    private static BatchReport patients(String... ids) {
        return report(IntStream.range(0, ids.length)
                .mapToObj(i -> Entries.persisted(Entries.patient(i, ids[i])))
                .toArray(UpsertResult[]::new));
    }

    private static BatchReport report(UpsertResult... results) {
        UpsertEntry[] entries = Stream.of(results).map(UpsertResult::entry).toArray(UpsertEntry[]::new);
        return BatchReport.of(Entries.batch(entries), List.of(results));
    }

    private void awaitSampled(String type, int times) {
        await().untilAsserted(() -> assertThat(registry.find("gateway.mapping.sampled")
                        .tag("type", type)
                        .counters())
                .extracting(Counter::count)
                .containsExactly((double) times));
    }

    private double left(String type, String element) {
        return registry.get("gateway.mapping.unmapped")
                .tags("type", type, "element", element)
                .counter()
                .count();
    }

    private List<String> elements() {
        return registry.find("gateway.mapping.unmapped").counters().stream()
                .map(Counter::getId)
                .map(id -> String.valueOf(id.getTag("element")))
                .toList();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
