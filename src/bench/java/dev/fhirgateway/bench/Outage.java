package dev.fhirgateway.bench;

import java.time.Duration;
import java.util.Locale;

/** A registry that answers nothing but 503: every entry is answered in time, and the registry is hardly bothered. */
final class Outage implements DeliveryFigures.Part {
    private static final int ENTRIES = 500;
    private static final int TIMEOUT_SECONDS = 10;

    @Override
    public void run(TestBed bed) throws Exception {
        bed.registry().reset(Weather.storm(10, 1, 0, "503"));
        Ehr.Answer answer = bed.ehr()
                .put(Patients.small(ENTRIES, i -> "o-" + i, 0), "X-Request-Timeout", Integer.toString(TIMEOUT_SECONDS));
        CallLog log = bed.registry().log();
        Figures.atLeast("all 503: entries answered, of " + ENTRIES, ENTRIES, answer.persisted().length);
        Figures.atMost("... answered as persisted", 0, answer.persistedCount());
        Figures.atMost("... PUTs an entry", 1.5, (double) log.puts().size() / ENTRIES);
        Figures.atMost(
                "... seconds to the answer (" + answer.status() + "), time-out " + TIMEOUT_SECONDS,
                TIMEOUT_SECONDS * 1.1,
                answer.took().toMillis() / 1e3);
        recovery(bed);
    }

    /** How long it takes after the end of the outage until a batch is persisted. */
    private static void recovery(TestBed bed) throws Exception {
        bed.registry().reset(Weather.fair(10));
        long start = System.nanoTime();
        byte[] batch = Patients.small(10, i -> "r-" + i, 0);
        while (bed.ehr().put(batch).persistedCount() < 10) {
            if (System.nanoTime() - start > Duration.ofMinutes(2).toNanos()) {
                Figures.seen("... until the first batch is persisted after it", "more than 2 minutes");
                return;
            }
        }
        Figures.seen(
                "... until the first batch is persisted after it",
                String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9));
    }
}
