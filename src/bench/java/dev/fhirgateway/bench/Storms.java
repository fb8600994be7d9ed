package dev.fhirgateway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Trouble at each tenth call: all is stored all the same, and hardly anything is sent twice. */
final class Storms implements DeliveryFigures.Part {
    private static final int LATENCY = 10;
    private static final int CLIENTS = 4;
    private static final int BATCHES = 5;
    private static final int ENTRIES = 100;

    @Override
    public void run(TestBed bed) throws Exception {
        measure(bed, "429 with Retry-After: 1", Weather.storm(LATENCY, 10, 1, "429"));
        measure(bed, "503", Weather.storm(LATENCY, 10, 0, "503"));
        measure(bed, "resets", Weather.storm(LATENCY, 10, 0, Weather.RESET_BEFORE, Weather.RESET_AFTER));
    }

    private static void measure(TestBed bed, String storm, Weather weather) throws Exception {
        bed.registry().reset(weather);
        long start = System.nanoTime();
        List<CompletableFuture<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            clients.add(CompletableFuture.supplyAsync(() -> send(bed, client)));
        }
        int persisted = clients.stream().mapToInt(CompletableFuture::join).sum();
        double seconds = (System.nanoTime() - start) / 1e9;
        int entries = CLIENTS * BATCHES * ENTRIES;
        CallLog log = bed.registry().log();
        Figures.atLeast("each tenth call " + storm + ": answered as persisted, of " + entries, entries, persisted);
        Figures.atLeast("... stored, of " + entries, entries, log.marksStored());
        Figures.atMost("... PUTs an entry", 1.15, (double) log.puts().size() / entries);
        Figures.seen("... GETs, seconds", log.gets() + ", " + Math.round(seconds * 10) / 10.0);
    }

    private static int send(TestBed bed, int client) {
        int persisted = 0;
        for (int i = 0; i < BATCHES; i++) {
            int first = (client * BATCHES + i) * ENTRIES;
            byte[] batch = Patients.small(ENTRIES, n -> "s-" + (first + n), first);
            persisted += bed.ehr().put(batch).persistedCount();
        }
        return persisted;
    }
}
