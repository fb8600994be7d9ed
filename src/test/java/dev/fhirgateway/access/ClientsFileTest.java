package dev.fhirgateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsFileTest {
    @TempDir
    private Path folder;

    private final AtomicLong time = new AtomicLong();

    @Test
    void noFileIsNoClients() {
        assertThat(open().anyClient()).isFalse();
    }

    @Test
    void anAddedClientIsKnownAtOnceAndAfterARestart() {
        ClientsFile clients = open();

        String token = clients.add("ward-7", "cardiology");

        Client ward7 = new Client("ward-7", "cardiology");
        assertThat(clients.current().find(token)).contains(ward7);
        assertThat(open().current().find(token)).contains(ward7);
        assertThat(open().anyClient()).isTrue();
    }

    @Test
    void addingKeepsTheOthersInTheirOrder() {
        ClientsFile clients = open();

        String first = clients.add("ward-7", "cardiology");
        String second = clients.add("ward-8", "default");

        assertThat(clients.current().find(first)).contains(new Client("ward-7", "cardiology"));
        assertThat(clients.current().find(second)).contains(new Client("ward-8", "default"));
        assertThat(names(open())).containsExactly("ward-7", "ward-8");
    }

    @Test
    void aTokenIsStoredNowhere() throws IOException {
        String token = open().add("ward-7", "default");

        assertThat(Files.readString(file())).contains("ward-7").doesNotContain(token.substring(4));
    }

    @Test
    void theFileIsReadableByItsOwnerOnlyAndNothingIsLeftBeside() throws IOException {
        Files.writeString(file(), "");
        open().add("ward-7", "default");

        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void theConfigFolderIsMadeWhenItIsNotThere() {
        Path deeper = folder.resolve("etc").resolve("config");

        ClientsFile.open(deeper).add("ward-7", "default");

        assertThat(deeper.resolve("clients.yaml")).isRegularFile();
    }

    @Test
    void aNameIsGivenOnce() {
        ClientsFile clients = open();
        clients.add("ward-7", "default");

        assertThatThrownBy(() -> clients.add("ward-7", "other"))
                .isInstanceOf(ClientsException.class)
                .hasMessage("there is a client named ward-7 already");
        assertThat(names(open())).containsExactly("ward-7");
    }

    @Test
    void whatIsAddedObeysTheRulesOfTheFile() {
        assertThatThrownBy(() -> open().add("ward 7", "a/b"))
                .hasMessageContainingAll("the name must be 1 to 64", "the source must be a key");
        assertThatThrownBy(() -> open().add("development", "default")).hasMessageContaining("is taken");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aBrokenFileIsNotWrittenOver() throws IOException {
        ClientsFile clients = open();
        Files.writeString(file(), "clients: [");

        assertThatThrownBy(() -> clients.add("ward-7", "default")).hasMessageContaining("not YAML");
        assertThat(file()).hasContent("clients: [");
    }

    @Test
    void removingKeepsTheOthers() {
        ClientsFile clients = open();
        String gone = clients.add("ward-7", "default");
        String kept = clients.add("ward-8", "default");

        clients.remove("ward-7");

        assertThat(clients.current().find(gone)).isEmpty();
        assertThat(clients.current().find(kept)).isPresent();
        assertThat(names(open())).containsExactly("ward-8");
    }

    @Test
    void theLastClientCanBeRemoved() {
        ClientsFile clients = open();
        clients.add("ward-7", "default");

        clients.remove("ward-7");

        assertThat(open().anyClient()).isFalse();
    }

    @Test
    void nobodyElseIsRemoved() {
        assertThatThrownBy(() -> open().remove("ward-7"))
                .isInstanceOf(ClientsException.class)
                .hasMessageStartingWith("there is no client of that name");
    }

    @Test
    void aChangeByAnotherProcessIsSeenAfterASecondAndNotBefore() {
        ClientsFile running = open();
        String token = open().add("ward-7", "default");

        assertThat(running.current().find(token)).isEmpty();
        afterASecond();
        assertThat(running.current().find(token)).isPresent();
    }

    @Test
    void aChangeThatKeepsSizeAndTimeIsSeenWhenTheFileWasMovedIntoPlace() throws IOException {
        ClientsFile running = open();
        running.add("ward-7", "aaa");
        afterASecond();
        running.current();
        String other = Files.readString(file()).replace("aaa", "bbb");
        Path beside = Files.writeString(folder.resolve("beside"), other);
        Files.setLastModifiedTime(beside, Files.getLastModifiedTime(file()));
        Files.move(beside, file(), StandardCopyOption.REPLACE_EXISTING);

        afterASecond();

        assertThat(running.current().registered())
                .extracting(one -> one.client().sourceKey())
                .containsExactly("bbb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clients: [", "clients:\n  - name: ward-7\n", "people: []"})
    void aBrokenChangeKeepsTheClientsReadBefore(String broken) throws IOException {
        ClientsFile running = open();
        String token = running.add("ward-7", "default");
        Files.writeString(file(), broken);

        afterASecond();

        assertThat(running.current().find(token)).isPresent();
    }

    @Test
    void aFileThatIsNoTextKeepsTheClientsReadBefore() throws IOException {
        ClientsFile running = open();
        String token = running.add("ward-7", "default");
        Files.write(file(), "# é".getBytes(StandardCharsets.ISO_8859_1));

        afterASecond();

        assertThat(running.current().find(token)).isPresent();
        assertThatThrownBy(this::open).hasMessageEndingWith("cannot be read as a UTF-8 text file");
    }

    @Test
    void aRepairedFileIsReadAgain() throws IOException {
        ClientsFile running = open();
        running.add("ward-7", "default");
        String good = Files.readString(file());
        Files.writeString(file(), "clients: [");
        afterASecond();
        running.current();

        Files.writeString(file(), good.replace("ward-7", "ward-77"));
        afterASecond();

        assertThat(names(running)).containsExactly("ward-77");
    }

    @Test
    void takingTheFileAwayLocksEveryoneOut() throws IOException {
        ClientsFile running = open();
        running.add("ward-7", "default");
        Files.delete(file());

        afterASecond();

        assertThat(running.anyClient()).isFalse();
    }

    @Test
    void aBrokenFileStopsTheStart() throws IOException {
        Files.writeString(file(), "clients: [");

        assertThatThrownBy(this::open)
                .isInstanceOf(ClientsException.class)
                .hasMessage(file() + " line 1: not YAML, or one key given twice");
    }

    @Test
    void theDayOfAdditionIsKept() {
        ClientsFile clients = open();

        clients.add("ward-7", "default");

        assertThat(clients.current().registered()).singleElement().satisfies(one -> assertThat(
                        Instant.parse(one.created()))
                .isCloseTo(Instant.now(), within(Duration.ofMinutes(1))));
    }

    private ClientsFile open() {
        return ClientsFile.open(folder, time::get);
    }

    private void afterASecond() {
        time.addAndGet(Duration.ofSeconds(1).toNanos());
    }

    private Path file() {
        return folder.resolve("clients.yaml");
    }

    private static Stream<String> names(ClientsFile clients) {
        return clients.current().registered().stream().map(one -> one.client().name());
    }
}
