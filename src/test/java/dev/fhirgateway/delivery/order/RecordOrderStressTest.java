package dev.fhirgateway.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

/** Many threads claim random sets of few records, write them in any order, and give up now and then. */
class RecordOrderStressTest {
    private static final int BATCHES = 2_000;
    private static final int RECORDS = 12;

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final RecordOrder order = new RecordOrder(executor, Clock.systemUTC());
    private final Map<String, List<Integer>> claimed = new ConcurrentHashMap<>();
    private final Map<String, List<Integer>> written = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> writers = new ConcurrentHashMap<>();
    private final Set<String> together = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @RepeatedTest(3)
    void everyRecordIsWrittenInTheOrderOfTheClaimsByOneAtATime() throws Exception {
        // When
        List<CompletableFuture<Void>> batches = Collections.synchronizedList(new ArrayList<>());
        List<Thread> clients = IntStream.range(0, 4)
                .mapToObj(client -> new Thread(() -> {
                    Random random = new Random(client);
                    for (int i = 0; i < BATCHES / 4; i++) {
                        batches.add(batch(random));
                    }
                }))
                .toList();
        clients.forEach(Thread::start);
        for (Thread client : clients) {
            client.join();
        }
        CompletableFuture.allOf(batches.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

        // Then
        assertThat(batches).hasSize(BATCHES);
        assertThat(together).isEmpty();
        assertThat(written).hasSize(RECORDS);
        written.forEach((record, turns) -> {
            List<Integer> inOrder = new ArrayList<>(claimed.get(record));
            inOrder.retainAll(Set.copyOf(turns));
            assertThat(turns).as(record).isEqualTo(inOrder);
        });
        assertThat(order.isIdle()).isTrue();
    }

    /** A batch of random records; one in ten has hardly any time. */
    private CompletableFuture<Void> batch(Random random) {
        List<String> ids = IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(any -> "p" + random.nextInt(RECORDS))
                .distinct()
                .toList();
        Duration time = random.nextInt(10) == 0 ? Duration.ofMillis(random.nextInt(3)) : Batches.LONG;
        int number;
        Claims claims;
        synchronized (this) {
            number = numbers.incrementAndGet();
            claims = order.claim(Batches.of("batch-" + number, "clinic", time, ids));
            ids.forEach(id -> claimed.computeIfAbsent("Patient/" + id, any -> new ArrayList<>())
                    .add(number));
        }
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, random);
        boolean comesBack = random.nextInt(4) == 0;
        return CompletableFuture.allOf(shuffled.stream()
                        .map(id -> write(claims, "Patient/" + id, number, comesBack))
                        .toArray(CompletableFuture[]::new))
                .whenComplete((done, fault) -> claims.close());
    }

    private CompletableFuture<Void> write(Claims claims, String record, int number, boolean comesBack) {
        return claims.turn(record)
                .handleAsync(
                        (now, missed) -> {
                            if (missed == null) {
                                write(record, number);
                            }
                            if (!comesBack) {
                                claims.release(record);
                            }
                            return null;
                        },
                        executor);
    }

    private void write(String record, int number) {
        AtomicInteger writing = writers.computeIfAbsent(record, any -> new AtomicInteger());
        if (writing.incrementAndGet() > 1) {
            together.add(record);
        }
        written.computeIfAbsent(record, any -> Collections.synchronizedList(new ArrayList<>()))
                .add(number);
        for (int i = ThreadLocalRandom.current().nextInt(2_000); i > 0; i--) {
            Thread.onSpinWait();
        }
        writing.decrementAndGet();
    }
}
