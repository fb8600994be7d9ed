package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What begins lets go ahead what goes on. */
class BeginningsTest {
    private static final int PLACES = 2;

    private final Queue<Runnable> line = new ArrayDeque<>();
    private final Beginnings beginnings = new Beginnings(line::add, PLACES);
    private final List<String> done = new ArrayList<>();

    @Test
    void whatGoesOnWaitsForNoMoreThanTheBeginningsThatStandInLine() {
        // Given
        IntStream.range(0, 5).forEach(this::begin);

        // When
        line.add(() -> done.add("answer"));
        work();

        // Then
        assertThat(done).containsExactly("0", "1", "answer", "2", "3", "4");
    }

    @Test
    void aBeginningComesAlthoughThereIsAlwaysSomethingThatGoesOn() {
        // Given
        IntStream.range(0, 3).forEach(this::begin);

        // When
        for (int i = 0; i < 3; i++) {
            line.add(() -> done.add("answer"));
            line.remove().run();
            line.remove().run();
        }

        // Then
        assertThat(done).contains("0", "1", "2");
    }

    @Test
    void thePlacesOfThoseThatAreDoneAreFreeAgain() {
        // Given
        IntStream.range(0, 3).forEach(this::begin);
        work();

        // When
        IntStream.range(3, 6).forEach(this::begin);

        // Then
        assertThat(line).hasSize(PLACES);
        work();
        assertThat(done).containsExactly("0", "1", "2", "3", "4", "5");
    }

    @Test
    void aBeginningThatFailsTakesNoOtherWithIt() {
        // Given
        beginnings.execute(() -> {
            throw new IllegalStateException("a fault");
        });
        IntStream.range(0, 3).forEach(this::begin);

        // When
        assertThatThrownBy(() -> line.remove().run()).hasMessage("a fault");
        work();

        // Then
        assertThat(done).containsExactly("0", "1", "2");
    }

    @Test
    void whatWasTakenIsDoneAlsoWhenTheThreadsTakeNothingMore() {
        // Given
        Beginnings closing = new Beginnings(
                task -> {
                    throw new RejectedExecutionException();
                },
                PLACES);

        // When
        closing.execute(() -> done.add("begun"));

        // Then
        assertThat(done).containsExactly("begun");
    }

    @Test
    void manyThatComeAtOnceAreAllDone() throws InterruptedException {
        // Given
        int count = 20_000;
        ExecutorService threads = Executors.newFixedThreadPool(PLACES);
        Beginnings shared = new Beginnings(threads, PLACES);
        CountDownLatch left = new CountDownLatch(2 * count);

        // When
        Thread other = new Thread(() -> IntStream.range(0, count).forEach(i -> shared.execute(left::countDown)));
        other.start();
        IntStream.range(0, count).forEach(i -> shared.execute(left::countDown));

        // Then
        assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
        other.join();
        threads.shutdown();
    }

    private void begin(int number) {
        beginnings.execute(() -> done.add(Integer.toString(number)));
    }

    private void work() {
        for (Runnable task = line.poll(); task != null; task = line.poll()) {
            task.run();
        }
    }
}
