package dev.fhirgateway.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Many versions of each record, in batches that are sent before those ahead of them are answered, to a registry whose
 * calls take any time and fail now and then. Each client has records of its own, and begins to send a batch only when
 * the gateway has had ample time to read the one before: so the order in which a record has to be stored is known.
 */
final class OrderUnderTrouble implements DeliveryFigures.Part {
    private static final int CLIENTS = 4;
    private static final int BATCHES = 25;
    private static final int ENTRIES = 100;
    private static final int RECORDS = 250;
    private static final int AT_ONCE = 4;
    private static final int BETWEEN_STARTS_MILLIS = 100;

    /** What was told of an entry: by its mark. */
    private record Told(Map<Long, Long> persisted, Map<Long, Long> failed) {
        Told() {
            this(new HashMap<>(), new HashMap<>());
        }

        synchronized void add(int firstMark, Ehr.Answer answer) {
            boolean[] persistedEntries = answer.persisted();
            for (int i = 0; i < persistedEntries.length; i++) {
                (persistedEntries[i] ? persisted : failed).put((long) firstMark + i, answer.at());
            }
        }
    }

    @Override
    public void run(TestBed bed) throws Exception {
        bed.registry().reset(Weather.changeable(40, 20, "429", "503", Weather.RESET_BEFORE, Weather.RESET_AFTER));
        Told told = new Told();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            clients.add(CompletableFuture.runAsync(() -> send(bed, client, told)));
        }
        clients.forEach(CompletableFuture::join);
        CallLog log = bed.registry().log();
        int entries = CLIENTS * BATCHES * ENTRIES;
        String what =
                entries + " entries over " + CLIENTS * RECORDS + " records, any latency to 40 ms, one call in 20 fails";
        Figures.atLeast(
                what + ": answered as persisted", entries, told.persisted().size());
        Figures.atMost("... stored before an earlier version of the same record", 0, outOfOrder(log));
        Figures.atMost("... told as persisted and not stored: lost", 0, lost(log, told));
        Figures.atMost("... sent again after the registry had told its success: doubled", 0, doubled(log));
        Figures.atMost("... sent after the client had its answer", 0, late(log, told));
        Figures.seen("... PUTs an entry, GETs", (double) log.puts().size() / entries + ", " + log.gets());
    }

    private static void send(TestBed bed, int client, Told told) {
        Random random = new Random(client);
        Semaphore slots = new Semaphore(AT_ONCE);
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            int first = (client * BATCHES + i) * ENTRIES;
            byte[] batch = Patients.small(ENTRIES, n -> "c" + client + "-" + random.nextInt(RECORDS), first);
            slots.acquireUninterruptibly();
            answers.add(bed.ehr()
                    .putLater(batch)
                    .thenAccept(answer -> told.add(first, answer))
                    .whenComplete((done, fault) -> slots.release()));
            pause();
        }
        answers.forEach(CompletableFuture::join);
    }

    private static void pause() {
        CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(BETWEEN_STARTS_MILLIS, TimeUnit.MILLISECONDS))
                .join();
    }

    /** A later version has a larger mark. */
    private static int outOfOrder(CallLog log) {
        Map<String, Long> latest = new HashMap<>();
        int faults = 0;
        for (CallLog.Call call : log.stored()) {
            long before = latest.merge(call.path(), call.mark(), Math::max);
            faults += before > call.mark() ? 1 : 0;
        }
        return faults;
    }

    private static long lost(CallLog log, Told told) {
        Set<Long> stored = new HashSet<>();
        log.stored().forEach(call -> stored.add(call.mark()));
        return told.persisted().keySet().stream()
                .filter(mark -> !stored.contains(mark))
                .count();
    }

    private static long doubled(CallLog log) {
        Set<Long> success = new HashSet<>();
        return log.puts().stream()
                .filter(call -> call.isTold() ? !success.add(call.mark()) : success.contains(call.mark()))
                .count();
    }

    private static long late(CallLog log, Told told) {
        Map<Long, Long> answered = new HashMap<>(told.persisted());
        answered.putAll(told.failed());
        return log.puts().stream()
                .filter(call -> call.at() > answered.getOrDefault(call.mark(), Long.MAX_VALUE))
                .count();
    }
}
