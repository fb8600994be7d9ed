package dev.fhirgateway.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Whether a Patient costs the product the same, however many come with it, and however many came before. */
final class RelayGrowth {
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final double FLAT = 1.15;
    private static final int JOB = 100_000;
    private static final int RECORDS = 1_000_000;
    private static final int PART = 100_000;
    private static final int BATCH = 1_000;

    private RelayGrowth() {}

    /** From batches of 100 to 100,000, the last of them as a job; the dearest against the cheapest. */
    static void ofBatches() throws Exception {
        try (StubProcess registry = StubProcess.start(CheapRegistry.class);
                LargeJob small = new LargeJob(JOB / 5);
                LargeJob large = new LargeJob(JOB);
                Relay product = Relay.product(registry.url(), "1g")) {
            product.warmUp(WARM_UP);
            List<Double> costs = new ArrayList<>();
            for (int size : new int[] {100, 1_000, 10_000}) {
                Shape shape = new Shape(size, 1);
                costs.add(product.send(shape, TIME).cpu());
                cost("batches of " + shape, costs);
            }
            small.send(product.process().url());
            costs.add(cpu(product, JOB, () -> large.send(product.process().url())));
            cost("a job of %,d".formatted(JOB), costs);
            Figures.atMost("dearest / cheapest", FLAT, Collections.max(costs) / Collections.min(costs));
        }
    }

    /** From an empty ledger to one of a million records; each Patient is new. Five minutes or more. */
    static void ofLedger() throws Exception {
        try (StubProcess registry = StubProcess.start(CheapRegistry.class);
                Relay product = Relay.product(registry.url(), "1g")) {
            product.warmUp(WARM_UP);
            List<Double> costs = new ArrayList<>();
            for (int part = 0; part < RECORDS / PART; part++) {
                int first = part * PART;
                costs.add(cpu(product, PART, () -> sendNew(product, first)));
                cost("new, after %,d".formatted(first), costs);
            }
            Figures.atMost("the last / the first", FLAT, costs.get(costs.size() - 1) / costs.get(0));
        }
    }

    private static void sendNew(Relay product, int first) throws InterruptedException {
        for (int from = first; from < first + PART; from += BATCH) {
            product.send(Patients.realistic(BATCH, "new-" + from + "-"));
        }
    }

    private static double cpu(Relay product, int patients, RelayFigures.Group work) throws Exception {
        Duration before = product.process().cpu();
        work.run();
        return product.process().cpu().minus(before).toNanos() / 1e3 / patients;
    }

    private static void cost(String of, List<Double> costs) {
        Figures.seen("CPU a Patient, " + of, String.format(Locale.ROOT, "%.0f us", costs.get(costs.size() - 1)));
    }
}
