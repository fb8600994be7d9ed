package dev.fhirgateway.ledger;

import static dev.fhirgateway.ledger.RememberedWork.begin;
import static dev.fhirgateway.ledger.RememberedWork.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.settings.Bodies;
import dev.fhirgateway.settings.HistorySettings;
import dev.fhirgateway.upsert.RecordInquiry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(LedgerStore.class)
class RetentionTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final String BODY = "{\"data\":\"" + "x".repeat(2_000) + "\"}";

    @Parameter
    private LedgerStore store;

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(NOON);
    private final List<Retention.Pruned> told = Collections.synchronizedList(new ArrayList<>());
    private Ledger ledger;
    private Retention retention;

    @BeforeEach
    void open() {
        HistorySettings history =
                new HistorySettings(Duration.ofDays(10), Bodies.SENT, Duration.ofDays(5), 100L << 10, List.of(), false);
        ledger = Ledger.open(LedgerStore.with(history, store.fresh(folder)), clock, ForkJoinPool.commonPool());
        retention = ledger.retention(Duration.ofDays(30), told::add);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void theLastDeliveryOfARecordStaysForGood() {
        delivered("b-1", "p-1", "p-2");
        delivered("b-2", "p-1");
        delivered("b-3", "p-2");
        clock.move(Duration.ofDays(100));
        retention.prune();
        retention.prune();

        assertThat(batches("p-1")).containsExactly("b-2");
        assertThat(batches("p-2")).containsExactly("b-3");
        assertThat(rows("passage")).isEqualTo(2);
        assertThat(rows("batch")).isEqualTo(2);
        assertThat(state(ledger, "p-1").version()).isPositive();
        assertThat(told.stream().mapToLong(Retention.Pruned::passages).sum()).isEqualTo(2);
        assertThat(told.stream().mapToLong(Retention.Pruned::batches).sum()).isEqualTo(1);
    }

    @Test
    void whatWasValidWithinTheTimeThatIsToBeKnownStays() {
        delivered("b-1", "p-1");
        clock.move(DAY);
        delivered("b-2", "p-1");
        clock.move(Duration.ofDays(20));
        delivered("b-3", "p-1");
        clock.move(DAY);

        retention.prune();

        assertThat(batches("p-1")).containsExactly("b-3", "b-2");
        clock.move(Duration.ofDays(20));
        retention.prune();
        assertThat(batches("p-1")).containsExactly("b-3");
    }

    @Test
    void anEntryThatNamesNoRecordIsForgottenWithItsBatch() {
        RememberedWork work = begin(ledger, "b-1", "no id");
        work.rejected(0);
        work.end();
        clock.move(Duration.ofDays(11));

        retention.prune();

        assertThat(rows("passage")).isZero();
        assertThat(rows("batch")).isZero();
    }

    @Test
    void bodiesGoByAgeAndTheirNumbersNeverComeBack() {
        delivered("b-1", "p-1");
        clock.move(Duration.ofDays(6));
        retention.prune();
        assertThat(rows("body")).isZero();
        assertThat(retention.size().bodyBytes()).isZero();

        delivered("b-2", "p-2");

        assertThat(why("p-1")).contains("not kept any more");
        assertThat(why("p-2")).isNull();
        retention.prune();
        assertThat(retention.size().bodyBytes()).isPositive();
        assertThat(retention.size().oldestBody()).isEqualTo(clock.instant());
        assertThat(retention.size().bytes()).isPositive();
    }

    @Test
    void bodiesGoBySizeTheOldestFirst() {
        for (int i = 0; i < 300; i++) {
            RememberedWork work = begin(ledger, "b-" + i, "p-" + i);
            work.stored(0, "{\"data\":\"" + random(i) + "\"}", NOON, null);
            work.end();
        }

        retention.prune();

        assertThat(retention.size().bodyBytes()).isBetween(90L << 10, 100L << 10);
        assertThat(why("p-0")).contains("not kept any more");
        assertThat(why("p-299")).isNull();
        assertThat(sum("SELECT sum(stored) FROM body"))
                .isEqualTo(retention.size().bodyBytes());
    }

    @Test
    void batchesFlowWhileMuchIsPruned() {
        String[] many = IntStream.range(0, 2_000).mapToObj(i -> "p-" + i).toArray(String[]::new);
        for (int i = 0; i < 4; i++) {
            begin(ledger, "old-" + i, many).stored().end();
        }
        clock.move(Duration.ofDays(50));
        AtomicBoolean pruned = new AtomicBoolean();
        List<Long> versions = new ArrayList<>();
        CompletableFuture<Void> pruning =
                CompletableFuture.runAsync(retention::prune).whenComplete((done, fault) -> pruned.set(true));

        int batch = 0;
        while (!pruned.get() || batch < 3) {
            RememberedWork work = begin(ledger, "new-" + batch++, "p-1", "p-2");
            versions.add(work.stored(0));
            work.stored(1);
            work.end();
        }

        pruning.join();
        assertThat(versions).isSorted().doesNotHaveDuplicates();
        assertThat(told.stream().mapToLong(Retention.Pruned::passages).sum()).isEqualTo(6_000);
        assertThat(told.stream().filter(step -> step.passages() > 0)).hasSizeGreaterThan(10);
        assertThat(rows("passage")).isEqualTo(2_000 + 2L * batch);
        assertThat(rows("batch")).isEqualTo(1L + batch);
        assertThat(batches("p-1")).hasSize(Math.min(20, batch + 1)).contains("new-" + (batch - 1));
        assertThat(batches("p-3")).containsExactly("old-3");
    }

    @Test
    void whatWasPrunedIsUsedAgain() {
        String[] many = IntStream.range(0, 500).mapToObj(i -> "p-" + i).toArray(String[]::new);
        List<Long> sizes = new ArrayList<>();
        for (int day = 0; day < 60; day += 3) {
            begin(ledger, "day-" + day, many).stored().end();
            clock.move(Duration.ofDays(3));
            retention.prune();
            sizes.add(retention.size().bytes());
        }

        assertThat(sizes.get(sizes.size() - 1)).isLessThan(2 * sizes.get(sizes.size() / 2));
        assertThat(rows("passage")).isLessThan(500 * 7);
    }

    @Test
    void tasksThatAreOverGoAndOpenOnesStay() {
        ledger.writer()
                .write(handle -> {
                    insertTask(handle, "over", null);
                    insertTask(handle, "open", 7L);
                    return true;
                })
                .toCompletableFuture()
                .join();
        clock.move(Duration.ofDays(31));

        retention.prune();

        assertThat(rows("task")).isEqualTo(1);
        assertThat(rows("task_operation")).isEqualTo(1);
    }

    private static void insertTask(Handle handle, String task, @Nullable Long nextPoll) {
        handle.createUpdate("INSERT INTO task (source, task, kind, opened_at, next_poll, polls)"
                        + " VALUES ('zz', :task, 'single', :at, :next, 0)")
                .bind("task", task)
                .bind("at", Micros.of(NOON))
                .bind("next", nextPoll)
                .execute();
        handle.execute(
                "INSERT INTO task_operation (source, task, target, record_type, record_id, batch, position, type,"
                        + " id, content, sends, state, changed_at) VALUES ('zz', ?, 'resource', 'patient', 'p', 'b', 0,"
                        + " 'Patient', 'p', 'c', 1, 'pending', 0)",
                task);
    }

    private void delivered(String batch, String... patients) {
        RememberedWork work = begin(ledger, batch, patients);
        IntStream.range(0, patients.length).forEach(i -> work.stored(i, BODY, NOON, null));
        work.end();
    }

    private static String random(int seed) {
        return new Random(seed)
                .ints(1_000, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private List<String> batches(String patient) {
        return life(patient).history().stream()
                .map(one -> one.arrival().batchId())
                .toList();
    }

    private String why(String patient) {
        return life(patient).history().get(0).sent().why();
    }

    private RecordLife life(String patient) {
        return ledger.lives(Duration.ZERO)
                .of(new RecordInquiry(
                        "ehr", RememberedWork.SOURCE, RememberedWork.SOURCE, "Patient", patient, false, null, 20));
    }

    private long rows(String table) {
        return sum("SELECT count(*) FROM " + table);
    }

    private long sum(String query) {
        return ledger.reader().read(handle -> handle.createQuery(query)
                .map((row, context) -> row.getLong(1))
                .one());
    }
}
