package dev.fhirgateway.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What one Patient costs the gateway's process: user and system time, by batch size, clients and latency. */
final class CpuOfDelivery implements DeliveryFigures.Part {
    private static final long SECONDS = 15;

    @Override
    public void run(TestBed bed) throws Exception {
        String patients = Patients.hasSynthea() ? "Synthea" : "small";
        for (int latency : new int[] {0, 20}) {
            bed.registry().reset(Weather.fair(latency));
            measure(bed, patients, 100, 4, latency);
            measure(bed, patients, 500, 1, latency);
        }
    }

    private static void measure(TestBed bed, String patients, int size, int clients, int latency) {
        Duration before = bed.gateway().cpu();
        long start = System.nanoTime();
        int persisted = load(bed, size, clients, Duration.ofSeconds(SECONDS));
        double seconds = (System.nanoTime() - start) / 1e9;
        Figures.seen(
                "CPU a Patient, %s, %d client(s) with batches of %d, registry %d ms"
                        .formatted(patients, clients, size, latency),
                String.format(
                        Locale.ROOT,
                        "%.0f us, %.0f Patients a second",
                        bed.gateway().cpu().minus(before).toNanos() / 1e3 / persisted,
                        persisted / seconds));
    }

    /** Sends for so long; gives how many entries were persisted. */
    static int load(TestBed bed, int size, int clients, Duration time) {
        byte[] batch =
                Patients.hasSynthea() ? Patients.synthea(size, "cpu-") : Patients.small(size, i -> "cpu-" + i, 0);
        AtomicInteger persisted = new AtomicInteger();
        long end = System.nanoTime() + time.toNanos();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            all.add(CompletableFuture.runAsync(() -> {
                while (System.nanoTime() < end) {
                    persisted.addAndGet(bed.ehr().put(batch).persistedCount());
                }
            }));
        }
        all.forEach(CompletableFuture::join);
        return persisted.get();
    }
}
