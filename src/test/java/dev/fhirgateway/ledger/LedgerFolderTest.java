package dev.fhirgateway.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fhirgateway.settings.LedgerSettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFolderTest {
    private static final int PAGE = 4096;

    @TempDir
    private Path temp;

    @Test
    void aFolderThatIsNotThereIsMadeForItsOwnerAlone() throws IOException {
        Path folder = temp.resolve("var/lib/gateway");

        open(folder).close();

        assertThat(folder.resolve("ledger.db")).isRegularFile();
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertRefused(
                file.resolve("data"), "gateway.ledger.folder: the folder " + file.resolve("data"), "cannot be made");
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws IOException {
        Files.createDirectories(temp.resolve("ledger.lock"));

        assertRefused(temp, "gateway.ledger.folder: the folder " + temp, "cannot be written");
    }

    @Test
    void aFileThatCannotBeOpenedIsTold() throws IOException {
        Files.createDirectories(temp.resolve("ledger.db"));

        assertRefused(temp, "the ledger " + temp.resolve("ledger.db"), "cannot be opened");
    }

    @Test
    void aFolderThatWasInUseCanBeUsedAgain() throws IOException {
        Ledger first = open(temp);
        assertRefused(temp, "the folder " + temp + " is in use by another gateway");

        first.close();

        open(temp).close();
    }

    @Test
    void aLedgerOfANewerGatewayIsLeftAsItIs() throws Exception {
        open(temp).close();
        execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                + " execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', '', 1, 1)");

        assertRefused(temp, "a newer version of the gateway wrote it");
    }

    @Test
    void aDatabaseOfSomethingElseIsLeftAsItIs() throws Exception {
        execute("CREATE TABLE theirs (it TEXT)");
        byte[] before = Files.readAllBytes(temp.resolve("ledger.db"));

        assertRefused(temp, "it is a database of something else");
        assertThat(temp.resolve("ledger.db")).hasBinaryContent(before);
    }

    @Test
    void aDamagedHeaderIsTold() throws Exception {
        open(temp).close();
        overwrite(0, "Zz no database at all");

        assertRefused(temp, "its file is damaged");
    }

    @Test
    void aDamagedPageIsToldWhenItIsMetAndNothingBeginsAnyMore() throws Exception {
        String[] many = IntStream.range(0, 2_000).mapToObj(i -> "p-" + i).toArray(String[]::new);
        try (Ledger ledger = open(temp)) {
            RememberedWork.begin(ledger, "b-1", many).stored().end();
        }
        String file = Files.readString(temp.resolve("ledger.db"), ISO_8859_1);
        int inTheMiddle = file.indexOf(RememberedWork.SOURCE + "Patientp-1500") / PAGE;
        overwrite((long) inTheMiddle * PAGE, "Zz damaged");

        try (Ledger ledger = open(temp)) {
            assertThatThrownBy(() -> RememberedWork.begin(ledger, "b-2", many))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessage("its file is damaged");
            assertThat(ledger.trouble()).hasValue("its file is damaged");
            assertThatThrownBy(() -> RememberedWork.begin(ledger, "b-3", "new")).isInstanceOf(LedgerUnavailable.class);
            assertThat(ledger.records().isIdle()).isTrue();
        }
    }

    @Test
    void retentionThatFindsNothingOldLeavesTheLogToBeEmptied() {
        try (Ledger ledger = open(temp)) {
            RememberedWork.begin(ledger, "b-1", "p-1", "p-2", "p-3").stored().end();
            ledger.retention(Duration.ofDays(30), pruned -> {}).prune();
            RememberedWork.begin(ledger, "b-2", "p-1", "p-2", "p-3").stored().end();

            List<Long> pages = ledger.reader().read(handle -> handle.createQuery("PRAGMA wal_checkpoint(PASSIVE)")
                    .map((row, context) -> List.of(row.getLong(2), row.getLong(3)))
                    .one());

            assertThat(pages.get(1)).isPositive().isEqualTo(pages.get(0));
        }
    }

    private static Ledger open(Path folder) {
        return Ledger.open(new LedgerSettings(folder, Optional.empty(), "", ""), Clock.systemUTC(), Runnable::run);
    }

    private static void assertRefused(Path folder, String... words) {
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(LedgerException.class)
                .hasMessageContainingAll(words);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void overwrite(long position, String text) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(temp.resolve("ledger.db").toFile(), "rw")) {
            file.seek(position);
            file.write(text.getBytes(UTF_8));
        }
    }
}
