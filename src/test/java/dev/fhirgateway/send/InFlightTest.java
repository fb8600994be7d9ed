package dev.fhirgateway.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final Stop stop = new Stop();
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch answered = new CountDownLatch(1);

    @Test
    void aLaterVersionWaitsForTheChunkOfTheEarlierOneAndOthersDoNot() {
        try (InFlight inFlight = new InFlight(4, this::untilAnswered, stop)) {
            inFlight.start(Originals.chunk(0, "a/1", "b"));
            inFlight.start(Originals.chunk(2, "a/2", "c"));
            inFlight.start(Originals.chunk(4, "d"));

            await().until(() -> sent.size() == 2);
            assertThat(sent).containsExactlyInAnyOrder("a/1", "d");

            answered.countDown();
            inFlight.awaitAll();
            assertThat(sent).last().isEqualTo("a/2");
        }
    }

    @Test
    void whatWaitsForAChunkWithoutAnAnswerIsNotSent() {
        try (InFlight inFlight = new InFlight(2, this::fault, stop)) {
            inFlight.start(Originals.chunk(0, "a/1"));
            inFlight.start(Originals.chunk(1, "a/2"));
            answered.countDown();

            assertThatThrownBy(inFlight::awaitAll).isInstanceOf(Stopped.class);
        }
        assertThat(sent).containsExactly("a/1");
        assertThat(stop.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("no room on the disk"));
    }

    @Test
    void noMoreThanSoManyAreSentAtATimeAndNoRecordTwice() {
        Random random = new Random(7);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Set<String> underWay = ConcurrentHashMap.newKeySet();
        Map<String, Integer> versions = new ConcurrentHashMap<>();
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        try (InFlight inFlight = new InFlight(
                3,
                chunk -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    chunk.records().stream()
                            .filter(record -> !underWay.add(record))
                            .forEach(wrong::add);
                    for (Original original : chunk.entries()) {
                        String[] name = Originals.name(original).split("/");
                        if (versions.merge(name[0], 1, Integer::sum) != Integer.parseInt(name[1])) {
                            wrong.add(name[0]);
                        }
                    }
                    underWay.removeAll(Set.copyOf(chunk.records()));
                    now.decrementAndGet();
                },
                stop)) {
            Cutter cutter = new Cutter(4, Long.MAX_VALUE, inFlight::start);
            Map<String, Integer> made = new HashMap<>();
            for (int i = 0; i < 4_000; i++) {
                String record = "r" + random.nextInt(30);
                cutter.add(Originals.of(i, record + "/" + made.merge(record, 1, Integer::sum)));
            }
            cutter.end();
            inFlight.awaitAll();
        }

        assertThat(wrong).isEmpty();
        assertThat(versions.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4_000);
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void whenAllIsToStopWhatWasSentIsWaitedForAndNoMoreIsSent() {
        InFlight inFlight = new InFlight(1, this::untilAnswered, stop);
        inFlight.start(Originals.chunk(0, "a"));
        inFlight.start(Originals.chunk(1, "b"));
        await().until(() -> sent.size() == 1);
        stop.ask();

        answered.countDown();
        inFlight.close();

        assertThat(sent).containsExactly("a");
    }

    private void untilAnswered(Chunk chunk) {
        sent.add(Originals.name(chunk.entries().get(0)));
        try {
            assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fault(Chunk chunk) {
        untilAnswered(chunk);
        throw new UncheckedIOException(new IOException("no room on the disk"));
    }
}
