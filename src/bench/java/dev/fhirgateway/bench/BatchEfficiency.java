package dev.fhirgateway.bench;

import java.time.Duration;
import java.util.Locale;

/** How near a batch comes to the time that its calls alone take: ceil(n / concurrency) times the registry's latency. */
final class BatchEfficiency implements DeliveryFigures.Part {
    private static final int ENTRIES = 500;
    private static final int BATCHES = 40;

    /** A limit that finds itself has to find what the registry takes at each latency. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    @Override
    public void run(TestBed bed) throws Exception {
        measure(bed, "small Patients", Patients.small(ENTRIES, i -> "e-" + i, 0));
        if (Patients.hasSynthea()) {
            measure(bed, "Synthea Patients", Patients.synthea(ENTRIES, "e-"));
        }
    }

    private static void measure(TestBed bed, String patients, byte[] batch) throws Exception {
        measure(bed, patients, batch, 20, 0.85);
        measure(bed, patients, batch, 50, 0.92);
        measure(bed, patients, batch, 200, 0.97);
    }

    private static void measure(TestBed bed, String patients, byte[] batch, int latency, double target)
            throws Exception {
        bed.registry().reset(Weather.fair(latency));
        long settled = System.nanoTime() + SETTLING.toNanos();
        while (System.nanoTime() < settled) {
            bed.ehr().put(batch);
        }
        bed.registry().reset(Weather.fair(latency));
        Duration[] times = new Duration[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            times[i] = bed.ehr().put(batch).took();
        }
        double ideal = Math.ceil((double) ENTRIES / TestBed.CONCURRENCY) * latency;
        double median = Figures.percentile(times, 0.5);
        Figures.atLeast(
                String.format(
                        Locale.ROOT,
                        "efficiency, %d %s, registry %d ms: %.0f of %.0f ms",
                        ENTRIES,
                        patients,
                        latency,
                        ideal,
                        median),
                target,
                ideal / median);
        Duration[] calls = bed.registry().log().puts().stream()
                .map(call -> Duration.ofNanos(call.micros() * 1_000))
                .toArray(Duration[]::new);
        Figures.seen(
                "... what the registry itself took, median and p99",
                String.format(
                        Locale.ROOT, "%.1f, %.1f ms", Figures.percentile(calls, 0.5), Figures.percentile(calls, 0.99)));
    }
}
