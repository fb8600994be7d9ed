package dev.fhirgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.settings.LedgerSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
