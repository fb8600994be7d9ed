package dev.fhirgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fhirgateway.ToldLines;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(LedgerStore.class)
class LedgerWriterTest {
    @Parameter
    private LedgerStore store;

    @TempDir
    private Path folder;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.open(store.fresh(folder), Clock.systemUTC(), ForkJoinPool.commonPool());
        ledger.writer().written(LedgerWriterTest::makeCount);
    }

    private static boolean makeCount(Handle handle) {
        handle.execute("CREATE TABLE zz_count (times BIGINT NOT NULL)");
        return handle.execute("INSERT INTO zz_count VALUES (0)") == 1;
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatWasWrittenCanBeReadWhenItsStageIsComplete() {
        write(handle -> add(handle, 7)).join();

        assertThat(times()).isEqualTo(7);
    }

    @Test
    void jobsThatWaitAreCommittedTogetherInTheirOrder() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Integer> order = new ArrayList<>();
        CompletableFuture<Boolean> first = busyUntil(go);
        List<CompletableFuture<Long>> waiting = IntStream.range(0, 100)
                .mapToObj(i -> write(handle -> {
                    order.add(i);
                    return transaction(handle);
                }))
                .toList();

        go.countDown();
        first.join();

        assertThat(waiting.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(order).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void aJobThatFailsTakesNoOtherWithIt() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger takenBack = new AtomicInteger();
        CompletableFuture<Boolean> first = busyUntil(go);
        CompletableFuture<Integer> before = write(counted(1, takenBack));
        CompletableFuture<Integer> bad = write(handle -> {
            throw new IllegalStateException("bad");
        });
        CompletableFuture<Integer> wrongSql = write(handle -> handle.execute("INSERT INTO nowhere VALUES (1)"));
        CompletableFuture<Integer> after = write(counted(10, takenBack));

        go.countDown();

        assertThat(first).succeedsWithin(Duration.ofSeconds(30));
        assertThat(before.join()).isEqualTo(1);
        assertThat(after.join()).isEqualTo(1);
        assertThatThrownBy(bad::join).hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(wrongSql::join).hasCauseInstanceOf(LedgerUnavailable.class);
        assertThat(times()).isEqualTo(11);
        assertThat(takenBack).hasValue(2);
    }

    @Test
    void whatWasCommittedIsThereAfterARestart() {
        LedgerStore kept = store;
        var settings = kept.fresh(folder.resolve("kept"));
        try (Ledger before = Ledger.open(settings, Clock.systemUTC(), Runnable::run)) {
            before.writer().written(LedgerWriterTest::makeCount);
            before.writer().written(handle -> add(handle, 3));
        }

        try (Ledger after = Ledger.open(settings, Clock.systemUTC(), Runnable::run)) {
            long times = after.reader().read(LedgerWriterTest::times);
            assertThat(times).isEqualTo(3);
        }
    }

    @Test
    void whatWaitsWhenItIsClosedIsWritten() {
        var settings = store.fresh(folder.resolve("closing"));
        Ledger closing = Ledger.open(settings, Clock.systemUTC(), Runnable::run);
        closing.writer().written(LedgerWriterTest::makeCount);
        List<CompletableFuture<Integer>> last = IntStream.range(0, 50)
                .mapToObj(i -> closing.writer().write(handle -> add(handle, 1)).toCompletableFuture())
                .toList();

        closing.close();

        assertThat(last).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThatThrownBy(() -> closing.writer()
                        .write(handle -> 1)
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void nothingThatAJobDoesEndsTheWriter() {
        CompletableFuture<Boolean> worst = write(new LedgerJob<>() {
            @Override
            public Boolean run(Handle handle) {
                throw new NoClassDefFoundError("Zz");
            }

            @Override
            public void rolledBack() {
                throw new StackOverflowError();
            }
        });

        assertThatThrownBy(worst::join).isInstanceOf(CompletionException.class);
        assertThat(write(handle -> add(handle, 1))).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void theEndDoesNotWaitForAWriterThatDoesNotEnd() throws Exception {
        var settings = store.fresh(folder.resolve("stuck"));
        Ledger stuck = Ledger.open(settings, Clock.systemUTC(), Runnable::run);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Boolean> first = busyUntil(stuck, go);
        CompletableFuture<Integer> behind = stuck.writer().write(handle -> 1).toCompletableFuture();

        try (ToldLines log = ToldLines.of(LedgerWriter.class)) {
            assertThat(stuck.writer().close(Duration.ofSeconds(1))).isFalse();

            assertThat(log.all())
                    .containsExactly(
                            "ERROR the ledger was not written to its end within 1 s, and the gateway stops without it:"
                                    + " what was not written is told as interrupted by the next start");
        }
        assertThatThrownBy(behind::join)
                .hasCauseInstanceOf(LedgerUnavailable.class)
                .hasRootCauseMessage("the gateway is stopping");
        assertThat(first).isNotDone();
        go.countDown();
        stuck.close();
        assertThat(first).isCompletedWithValue(true);
    }

    @Test
    void aSecondGatewayIsKeptOut() {
        var settings = store.fresh(folder.resolve("held"));
        try (Ledger first = Ledger.open(settings, Clock.systemUTC(), Runnable::run)) {
            assertThatThrownBy(() -> Ledger.open(settings, Clock.systemUTC(), Runnable::run))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("another gateway");
            assertThat(first.trouble()).isEmpty();
        }
    }

    private <T> CompletableFuture<T> write(LedgerJob<T> job) {
        return ledger.writer().write(job).toCompletableFuture();
    }

    private static LedgerJob<Integer> counted(int times, AtomicInteger takenBack) {
        return new LedgerJob<>() {
            @Override
            public Integer run(Handle handle) {
                return add(handle, times);
            }

            @Override
            public void rolledBack() {
                takenBack.incrementAndGet();
            }
        };
    }

    private static int add(Handle handle, int times) {
        return handle.execute("UPDATE zz_count SET times = times + ?", times);
    }

    /** Returns when the writer is busy; so what comes next waits. */
    private CompletableFuture<Boolean> busyUntil(CountDownLatch go) throws InterruptedException {
        return busyUntil(ledger, go);
    }

    private static CompletableFuture<Boolean> busyUntil(Ledger ledger, CountDownLatch go) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CompletableFuture<Boolean> first = ledger.writer()
                .write(handle -> {
                    busy.countDown();
                    return awaits(go);
                })
                .toCompletableFuture();
        busy.await();
        return first;
    }

    private static boolean awaits(CountDownLatch go) {
        try {
            go.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Counts up in the transaction; what others see of it does not change before the end. */
    private long transaction(Handle handle) {
        add(handle, 1);
        return times();
    }

    private long times() {
        return ledger.reader().read(LedgerWriterTest::times);
    }

    private static long times(Handle handle) {
        return handle.createQuery("SELECT times FROM zz_count")
                .mapTo(Long.class)
                .one();
    }
}
