package dev.fhirgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.LockedFile;
import dev.fhirgateway.settings.LedgerSettings;
import dev.fhirgateway.upsert.OpenTask;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that fails while it is used, and works again. */
class LedgerTroubleTest {
    @TempDir
    private Path folder;

    @Test
    void aFullDiskIsToldUntilThereIsRoomAgain() {
        try (Ledger ledger = open(LedgerStore.SQLITE.fresh(folder))) {
            assertThatThrownBy(() -> ledger.writer()
                            .write(handle -> {
                                handle.execute("PRAGMA max_page_count = 1");
                                return handle.execute("CREATE TABLE more AS SELECT zeroblob(1000000)");
                            })
                            .toCompletableFuture()
                            .join())
                    .hasCauseInstanceOf(LedgerUnavailable.class)
                    .hasRootCauseMessage(
                            "[SQLITE_FULL] Insertion failed because database is full (database or disk is full)");
            assertThat(ledger.trouble()).hasValue("the disk is full");
            assertThatThrownBy(() -> RememberedWork.begin(ledger, "b-1", "p-1"))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessage("the disk is full");

            await().until(() -> ledger.trouble().isEmpty());

            RememberedWork.begin(ledger, "b-2", "p-1").stored().end();
            assertThat(RememberedWork.state(ledger, "p-1").version()).isPositive();
        }
    }

    @Test
    void aFileThatAnotherProcessLocksIsToldAlsoWhenThereIsNothingToWrite() throws SQLException {
        try (Ledger ledger = open(LedgerStore.SQLITE.fresh(folder));
                LockedFile file = LockedFile.lock(folder.resolve("ledger.db"))) {
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> ledger.trouble().equals(Optional.of("another process has locked its file")));

            file.unlock();

            await().atMost(Duration.ofSeconds(15)).until(() -> ledger.trouble().isEmpty());
        }
    }

    @Test
    void aLockedFileFailsAllThatWaitTogetherAndNotOneAfterTheOther() throws SQLException {
        try (Ledger ledger = open(LedgerStore.SQLITE.fresh(folder));
                LockedFile file = LockedFile.lock(folder.resolve("ledger.db"))) {
            List<CompletableFuture<Integer>> waiting = IntStream.range(0, 100)
                    .mapToObj(i -> ledger.writer().write(handle -> i).toCompletableFuture())
                    .toList();

            assertThat(CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(LedgerUnavailable.class);
            assertThat(waiting).allMatch(CompletableFuture::isCompletedExceptionally);
            file.unlock();
            assertThat(ledger.writer().<Integer>written(handle -> 7)).isEqualTo(7);
        }
    }

    @Test
    void aServerThatGoesAwayIsToldUntilItIsBack() {
        LedgerSettings settings = LedgerStore.POSTGRES.fresh(folder);
        try (Ledger ledger = open(settings)) {
            RememberedWork work = RememberedWork.begin(ledger, "b-1", "p-1");
            work.stored(0);

            LedgerStore.close(settings);
            assertThatThrownBy(work::end).hasCauseInstanceOf(LedgerUnavailable.class);

            assertThat(ledger.trouble())
                    .hasValueSatisfying(words -> assertThat(words).contains("database"));
            assertThatThrownBy(() -> RememberedWork.begin(ledger, "b-2", "p-1")).isInstanceOf(LedgerUnavailable.class);
            assertThat(ledger.records().isIdle()).isTrue();
            LedgerStore.reopen(settings);
            await().until(() -> ledger.trouble().isEmpty());
            RememberedWork.begin(ledger, "b-3", "p-1").stored().end();
            assertThat(RememberedWork.life(ledger, "p-1")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfATaskThatCouldNotBeWrittenIsWrittenWhenTheDatabaseWorksAgain(LedgerStore store) {
        LedgerSettings settings = store.fresh(folder);
        try (Ledger ledger = open(settings)) {
            // Given
            RememberedWork.begin(ledger, "b-1", "p-1", "p-2")
                    .accepted(0, "s_1", Instant.EPOCH)
                    .accepted(1, "s_2", Instant.EPOCH)
                    .end();
            RecordState before = RememberedWork.state(ledger, "p-1");
            List<OpenTask> tasks = due(ledger);
            spoil(store, settings, ledger);

            // When
            assertThatThrownBy(() -> end(ledger, tasks, "Zz".repeat(500_000)))
                    .satisfiesAnyOf(
                            fault -> assertThat(fault).isInstanceOf(LedgerUnavailable.class),
                            fault -> assertThat(fault).hasCauseInstanceOf(LedgerUnavailable.class));
            Optional<String> told = ledger.trouble();
            mend(store, settings);
            await().atMost(Duration.ofMinutes(1)).until(() -> ledger.trouble().isEmpty());

            // Then
            assertThat(told).isPresent();
            assertThat(RememberedWork.state(ledger, "p-1")).isEqualTo(before);
            assertThat(due(ledger)).extracting(OpenTask::taskId).containsExactly("s_1", "s_2");
            assertThat(end(ledger, due(ledger), "not taken")).hasSize(2);
            assertThat(due(ledger)).isEmpty();
            assertThat(RememberedWork.state(ledger, "p-2").outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(RememberedWork.life(ledger, "p-1"))
                    .singleElement()
                    .asString()
                    .contains("rejected");
        }
    }

    /** As it may happen while tasks are followed. */
    private static void spoil(LedgerStore store, LedgerSettings settings, Ledger ledger) {
        if (store == LedgerStore.POSTGRES) {
            LedgerStore.close(settings);
        } else {
            ledger.writer()
                    .write(handle -> handle.execute("PRAGMA max_page_count = 1")) // it is as large as it may be
                    .toCompletableFuture()
                    .join();
        }
    }

    /** A file has room again when the writer opens it anew. */
    private static void mend(LedgerStore store, LedgerSettings settings) {
        if (store == LedgerStore.POSTGRES) {
            LedgerStore.reopen(settings);
        }
    }

    private static List<EntryEnd> end(Ledger ledger, List<OpenTask> tasks, String words) {
        return tasks.stream()
                .flatMap(task -> ledger
                        .tasks()
                        .record(new TaskNews(
                                task,
                                1,
                                Instant.EPOCH,
                                List.of(new TaskNews.Operation(
                                        task.operations().get(0), OperationWord.REFUSED, words, null, null))))
                        .toCompletableFuture()
                        .join()
                        .stream())
                .toList();
    }

    private static List<OpenTask> due(Ledger ledger) {
        return ledger.tasks().due(10, (source, task) -> true, Duration.ofSeconds(60));
    }

    @Test
    void aServerThatIsNotThereIsToldAtTheStart() {
        LedgerSettings nowhere =
                new LedgerSettings(folder, Optional.of("jdbc:postgresql://127.0.0.1:1/none"), "zz", "Zzsecret");

        assertThatThrownBy(() -> open(nowhere))
                .isInstanceOf(LedgerException.class)
                .hasMessage("cannot use the ledger in PostgreSQL (gateway.ledger.url): the database server cannot be"
                        + " reached, or is stopping");
    }

    @Test
    void aWrongUserAndAMissingDatabaseAreToldApart() {
        String url = LedgerStore.POSTGRES.fresh(folder).url().orElseThrow();

        assertThatThrownBy(() -> open(new LedgerSettings(folder, Optional.of(url + "_not_there"), "postgres", "zz")))
                .hasMessageEndingWith("the database server has no database of this name");
        assertThatThrownBy(() -> open(new LedgerSettings(folder, Optional.of(url), "Zznobody", "Zzsecret")))
                .hasMessageEndingWith("the database server refuses the user or the password");
    }

    private static Ledger open(LedgerSettings settings) {
        return Ledger.open(settings, Clock.systemUTC(), ForkJoinPool.commonPool());
    }
}
