package dev.fhirgateway.bench;

/** What the product takes of memory for what is large, with a small heap. */
final class RelayMemory {
    private static final String HEAP = "256m";
    private static final int BATCH = 10_000;
    private static final int JOB = 100_000;

    private RelayMemory() {}

    /** The most of it that was resident: after batches of 10,000, and in another process after a job of 100,000. */
    static void peaks() throws Exception {
        try (StubProcess registry = StubProcess.start(CheapRegistry.class)) {
            int ofBatch = batch(registry);
            int ofJob = job(registry);
            Figures.atMost("resident peak of the job / of the batch", 1.3, (double) ofJob / ofBatch);
        }
    }

    private static int batch(StubProcess registry) throws Exception {
        byte[] patients = Patients.realistic(BATCH, "large-");
        try (Relay product = Relay.product(registry.url(), HEAP)) {
            for (int i = 0; i < 3; i++) {
                product.send(patients);
            }
            return seen("3 batches of %,d (%d MB each)".formatted(BATCH, patients.length / 1_000_000), product);
        }
    }

    private static int job(StubProcess registry) throws Exception {
        try (LargeJob job = new LargeJob(JOB);
                Relay product = Relay.product(registry.url(), HEAP)) {
            job.send(product.process().url());
            return seen("a job of %,d (%d MB)".formatted(JOB, job.megabytes()), product);
        }
    }

    private static int seen(String what, Relay product) throws Exception {
        int peak = product.process().residentPeak();
        Figures.seen("resident peak, -Xmx" + HEAP + ", " + what, peak + " MB");
        return peak;
    }
}
