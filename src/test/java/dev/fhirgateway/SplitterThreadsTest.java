package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who runs what, and in which order. */
class SplitterThreadsTest {
    private final SplitterThreads threads = new SplitterThreads(Executors.newCachedThreadPool());

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whatATaskGivesBackIsDoneNextByTheSameThread() throws Exception {
        // Given
        Set<Thread> ranOn = ConcurrentHashMap.newKeySet();
        CountDownLatch left = new CountDownLatch(100_000);

        // When
        threads.execute(new Runnable() {
            @Override
            public void run() {
                ranOn.add(Thread.currentThread());
                left.countDown();
                if (left.getCount() > 0) {
                    threads.execute(this);
                }
            }
        });

        // Then
        assertThat(left.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(ranOn).hasSize(1);
    }

    @Test
    void aTaskThatWaitsHoldsUpNoneOfAnother() {
        CompletableFuture<String> awaited = new CompletableFuture<>();

        CompletableFuture<String> waits = CompletableFuture.supplyAsync(awaited::join, threads);
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> awaited.complete("there"), threads);

        assertThat(other).succeedsWithin(1, TimeUnit.MINUTES);
        assertThat(waits).succeedsWithin(1, TimeUnit.MINUTES).isEqualTo("there");
    }

    @Test
    void aTaskThatFailsLosesNoneOfThoseThatItGaveBack() {
        CompletableFuture<String> followed = new CompletableFuture<>();

        threads.execute(() -> {
            threads.execute(() -> followed.complete("done"));
            throw new IllegalStateException("a fault that this test is about");
        });

        assertThat(followed).succeedsWithin(1, TimeUnit.MINUTES);
    }
}
