package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {
    @Test
    void onePlaceIsEnoughWhenNoOtherComes() {
        // Given
        Room room = new Room(64);
        take(room, 64);
        CompletableFuture<Void> next = CompletableFuture.runAsync(room::take);

        // When
        room.give();

        // Then
        await().until(next::isDone);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 64, 1000})
    void noMoreAreTakenThanThereAreAndAllAreTakenInTheEnd(int places) throws Exception {
        // Given
        int parts = 20_000;
        Room room = new Room(places);
        AtomicInteger taken = new AtomicInteger();
        int most = 0;
        ExecutorService others = Executors.newFixedThreadPool(2);

        // When
        try {
            for (int part = 0; part < parts; part++) {
                room.take();
                most = Math.max(most, taken.incrementAndGet());
                others.execute(() -> {
                    taken.decrementAndGet();
                    room.give();
                });
            }
            await().until(() -> taken.get() == 0);
        } finally {
            others.shutdown();
        }

        // Then
        assertThat(most).isBetween(1, places);
    }

    @Test
    void whoIsInterruptedGetsAPlaceAllTheSameAndStaysInterrupted() throws Exception {
        // Given
        Room room = new Room(64);
        take(room, 64);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread next = new Thread(() -> {
            room.take();
            interrupted.complete(Thread.interrupted());
        });
        next.start();

        // When
        next.interrupt();
        assertThat(interrupted).isNotDone();
        room.give();

        // Then
        await().until(interrupted::isDone);
        assertThat(interrupted.get()).isTrue();
        next.join();
    }

    private static void take(Room room, int places) {
        for (int n = 0; n < places; n++) {
            room.take();
        }
    }
}
