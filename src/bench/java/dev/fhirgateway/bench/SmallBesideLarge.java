package dev.fhirgateway.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** What a client that sends a little at a time feels of another that sends very much. */
final class SmallBesideLarge implements DeliveryFigures.Part {
    private static final int SMALL = 10;
    private static final int ALONE = 300;
    private static final int LARGE_TOTAL = 100_000;

    @Override
    public void run(TestBed bed) throws Exception {
        for (int latency : new int[] {20, 200}) {
            bed.registry().reset(Weather.fair(latency));
            small(bed, ALONE / 3, () -> true);
            double alone = Figures.percentile(small(bed, ALONE, () -> true), 0.99);
            int total = LARGE_TOTAL / (latency == 20 ? 1 : 5);
            beside(bed, latency, alone, 1_000, total);
            beside(bed, latency, alone, 10_000, total);
        }
    }

    private static void beside(TestBed bed, int latency, double alone, int size, int total) throws Exception {
        bed.registry().reset(Weather.fair(latency));
        byte[] batch = Patients.small(size, i -> "l-" + i, 1_000_000);
        long start = System.nanoTime();
        CompletableFuture<Integer> large = CompletableFuture.supplyAsync(() -> {
            int persisted = 0;
            for (int i = 0; i < total / size; i++) {
                persisted += bed.backfill().put(batch).persistedCount();
            }
            return persisted;
        });
        Duration[] times = small(bed, Integer.MAX_VALUE, () -> !large.isDone());
        double p99 = Figures.percentile(times, 0.99);
        String what = String.format(
                Locale.ROOT,
                "p99 of %d batches of %d beside %d entries in batches of %d, registry %d ms: %.0f ms, alone %.0f ms",
                times.length,
                SMALL,
                total,
                size,
                latency,
                p99,
                alone);
        Figures.atMost(what, 3, p99 / alone);
        Figures.atLeast("... of the large client persisted", total, large.get());
        Figures.seen("... large client", Math.round(total / ((System.nanoTime() - start) / 1e9)) + " entries a second");
    }

    private static Duration[] small(TestBed bed, int most, BooleanSupplier goOn) {
        byte[] batch = Patients.small(SMALL, i -> "few-" + i, 0);
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < most && goOn.getAsBoolean(); i++) {
            Ehr.Answer answer = bed.ehr().put(batch);
            if (answer.persistedCount() < SMALL) {
                throw new IllegalStateException("answered " + answer.status());
            }
            times.add(answer.took());
        }
        return times.toArray(Duration[]::new);
    }
}
