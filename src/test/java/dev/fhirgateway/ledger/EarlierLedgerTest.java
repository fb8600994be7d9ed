package dev.fhirgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.settings.LedgerSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ledger that an earlier version of the gateway wrote, with tables of its own. */
class EarlierLedgerTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void recordsThatWereKeptByTheirNamesAreAllThere(LedgerStore store) throws SQLException {
        // Given: a ledger of schema 8, in which p-1 was delivered last
        LedgerSettings settings = store.fresh(folder);
        write(
                settings,
                "INSERT INTO batch (number, id, source, client, received_at, entries, state, first_passage)"
                        + " VALUES (1, 'b-1', '" + RememberedWork.SOURCE + "', 'ehr', 0, 2, 'answered', 1)",
                passage(1, 0, "p-2", 70),
                passage(2, 1, "p-1", 71),
                record("p-1", 71, 2, "NULL"),
                record("p-2", 70, 1, "'s_1'"));

        // When
        try (Ledger ledger = Ledger.open(settings, Clock.fixed(NOON, ZoneOffset.UTC), Runnable::run)) {
            // Then
            assertThat(RememberedWork.state(ledger, "p-1").version()).isEqualTo(71);
            RecordState second = RememberedWork.state(ledger, "p-2");
            assertThat(second.createdAt()).isEqualTo(Micros.read(5));
            assertThat(second.mapping()).isEqualTo("m-1");
            assertThat(second.task()).isEqualTo("s_1");
            assertThat(inTheirOrder(ledger)).containsExactly("p-2", "p-1");

            // And: they go on where they were, beside new ones
            RememberedWork.begin(ledger, "b-2", "p-1", "p-3").stored().end();
            assertThat(RememberedWork.life(ledger, "p-1")).hasSize(2).contains("b-1 persisted 71");
            assertThat(inTheirOrder(ledger)).containsExactly("p-2", "p-1", "p-3");
        }
    }

    private static List<String> inTheirOrder(Ledger ledger) {
        return ledger.reader().read(handle -> handle.createQuery("SELECT id FROM record ORDER BY number")
                .mapTo(String.class)
                .list());
    }

    private static String passage(int number, int position, String id, long version) {
        return "INSERT INTO passage (number, batch, position, type, id, version, outcome, tries, ended_at)"
                + " VALUES (" + number + ", 1, " + position + ", 'Patient', '" + id + "', " + version
                + ", 'persisted', 1, 0)";
    }

    private static String record(String id, long version, int passage, String task) {
        return "INSERT INTO record (source, type, id, version, created_at, mapping, outcome, task, passage) VALUES ('"
                + RememberedWork.SOURCE + "', 'Patient', '" + id + "', " + version + ", 5, 'm-1', 'persisted', " + task
                + ", " + passage + ")";
    }

    private static void write(LedgerSettings settings, String... statements) throws SQLException {
        try (Database database =
                settings.url().isPresent() ? new PostgresServer(settings) : SqliteFile.open(settings.folder())) {
            Flyway.configure()
                    .dataSource(database.connections())
                    .locations("classpath:ledger")
                    .placeholders(database.dialect())
                    .target("8")
                    .load()
                    .migrate();
            try (Connection connection = database.writer();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }
    }
}
