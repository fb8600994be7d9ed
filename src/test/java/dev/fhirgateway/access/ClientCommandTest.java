package dev.fhirgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void addPrintsATokenThatIsAdmitted() {
        int exit = run("add ward-7 --source cardiology");

        Matcher token = Pattern.compile("Authorization: Bearer (frg_\\S+)").matcher(out());
        assertThat(exit).isZero();
        assertThat(err()).isEmpty();
        assertThat(token.find()).isTrue();
        assertThat(ClientsFile.open(folder).current().find(token.group(1)))
                .contains(new Client("ward-7", "cardiology"));
    }

    @Test
    void aSecondClientOfOneNameIsRefused() {
        run("add ward-7 --source default");
        out.reset();

        int exit = run("add ward-7 --source default");

        assertThat(exit).isEqualTo(1);
        assertThat(out()).isEmpty();
        assertThat(err()).isEqualTo("there is a client named ward-7 already" + System.lineSeparator());
    }

    @Test
    void badNamesAndSourcesAreToldTogether() {
        int exit = run("add ward/7 --source _");

        assertThat(exit).isEqualTo(1);
        assertThat(err().lines()).hasSize(2);
    }

    @Test
    void listShowsWhoWritesWhereAndNoSecret() {
        run("add ward-7 --source cardiology");
        run("add ward-8 --source default");
        out.reset();

        int exit = run("list");

        assertThat(exit).isZero();
        assertThat(out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("ward-7 writes to source cardiology, added \\d{4}-.*Z"),
                        line -> assertThat(line).matches("ward-8 writes to source default, added \\d{4}-.*Z"));
    }

    @Test
    void listOfNobodySaysSo() {
        assertThat(run("list")).isZero();
        assertThat(out().strip()).isEqualTo("There are no clients.");
    }

    @Test
    void removeTakesTheClientAway() {
        run("add ward-7 --source default");

        int exit = run("remove ward-7");

        assertThat(exit).isZero();
        assertThat(out()).contains("Removed ward-7");
        assertThat(ClientsFile.open(folder).anyClient()).isFalse();
    }

    @Test
    void removingNobodyFails() {
        assertThat(run("remove ward-7")).isEqualTo(1);
        assertThat(err()).startsWith("there is no client of that name");
    }

    @Test
    void aBrokenFileIsToldWithItsLine() throws IOException {
        Files.writeString(folder.resolve("clients.yaml"), "clients:\n  - name: ward-7\n    source: default\n");

        assertThat(run("list")).isEqualTo(1);
        assertThat(err().lines()).hasSize(2).allMatch(line -> line.contains("clients.yaml line 2: "));
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        int exit = ClientCommand.run(
                List.of("add", "ward-7", "--source", "default"), file, new PrintStream(out), new PrintStream(err));

        assertThat(exit).isEqualTo(1);
        assertThat(out()).isEmpty();
        assertThat(err()).contains("clients.yaml cannot be");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "help",
                "add",
                "add ward-7",
                "add ward-7 --source",
                "add ward-7 default --source",
                "add ward-7 --source a b",
                "list all",
                "remove",
                "remove a b"
            })
    void misuseShowsTheUsage(String words) {
        assertThat(run(words)).isEqualTo(2);
        assertThat(out()).isEmpty();
        assertThat(err()).startsWith("Usage:").contains("client add NAME --source KEY", "client list", "client remove");
        assertThat(folder).isEmptyDirectory();
    }

    private int run(String words) {
        List<String> args = words.isEmpty() ? List.of() : List.of(words.split(" "));
        return ClientCommand.run(
                args,
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
