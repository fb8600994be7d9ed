package dev.fhirgateway.delivery.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads at once, in real time. What has to hold holds for every call, whichever way they interleave. */
class RegistryWindowStressTest {
    private static final int THREADS = 8;
    private static final int CALLS = 10_000;
    private static final int CONCURRENCY = 16;

    private final ExecutorService gateway = Executors.newFixedThreadPool(THREADS);
    private final ExecutorService registry = Executors.newFixedThreadPool(THREADS);
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);
    private final RegistryWindow window =
            new RegistryWindow(ManualWindow.settings(CONCURRENCY), ManualWindow.OUTAGE, Clock.systemUTC(), timer);
    private final CountDownLatch open = new CountDownLatch(THREADS * CALLS);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final LongAdder endings = new LongAdder();
    private final LongAdder turns = new LongAdder();
    private final AtomicLongArray began = new AtomicLongArray(THREADS * CALLS);

    @AfterEach
    void stop() {
        gateway.shutdownNow();
        registry.shutdownNow();
        timer.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 40})
    void everyCallEndsOnceAndNothingIsLeft(int failuresInAHundred) throws InterruptedException {
        for (int client = 0; client < THREADS; client++) {
            int number = client;
            gateway.execute(() -> send(number, failuresInAHundred));
        }

        assertThat(open.await(60, TimeUnit.SECONDS)).as("every call ends").isTrue();
        registry.shutdown();
        assertThat(registry.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(endings.sum()).isEqualTo(THREADS * CALLS);
        for (int client = 0; client < THREADS; client++) {
            assertThat(turnsOf(client)).as("first come, first served").isSorted();
        }
        assertThat(turns.sum()).isPositive();
        assertThat(mostInFlight.get()).isLessThanOrEqualTo(CONCURRENCY);
        assertThat(window.state().inFlight()).isZero();
        assertThat(window.state().waiting()).isZero();
    }

    private void send(int client, int failuresInAHundred) {
        Random random = new Random(client);
        for (int call = 0; call < CALLS; call++) {
            int number = call;
            CallOutcome outcome = random.nextInt(100) < failuresInAHundred ? CallOutcome.FAILED : CallOutcome.TAKEN;
            Instant deadline = Instant.now().plus(Duration.ofMillis(random.nextInt(50) == 0 ? 5 : 60_000));
            window.enter("source", "client-" + client, client + "/" + call, deadline)
                    .whenComplete((turn, failure) -> {
                        endings.increment();
                        if (turn == null) {
                            open.countDown();
                        } else {
                            given(client, number, turn, outcome);
                        }
                    });
        }
    }

    private void given(int client, int number, Turn turn, CallOutcome outcome) {
        turns.increment();
        began.set(client * CALLS + number, turn.began);
        mostInFlight.accumulateAndGet(turn.inFlight, Math::max);
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        registry.execute(() -> {
            inFlight.decrementAndGet();
            turn.done(outcome);
            turn.done(outcome);
            open.countDown();
        });
    }

    /** When they came, in the order in which they were asked for. */
    private long[] turnsOf(int client) {
        return IntStream.range(client * CALLS, (client + 1) * CALLS)
                .mapToLong(began::get)
                .filter(at -> at > 0)
                .toArray();
    }
}
