package dev.fhirgateway;

import static dev.fhirgateway.RouteFolder.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in a route file costs nothing but that file's change, and is told where people look. */
class BrokenUserRoutesIT {
    @TempDir
    static Path config;

    private static Gateway gateway;
    private static RouteFolder folder;

    @BeforeAll
    static void start() {
        gateway = Ehr.gateway(config);
        folder = new RouteFolder(config, gateway);
    }

    @AfterAll
    static void stop() throws IOException {
        folder.close();
        gateway.close();
    }

    @BeforeEach
    void aGoodFile() throws IOException {
        folder.save("mine.camel.yaml", answering("mine", "mine", "good"));
        folder.awaitAnswer("mine", "good");
        folder.awaitNoProblem();
    }

    @AfterEach
    void theDoorIsOpen() throws Exception {
        assertThat(Ehr.of(gateway).put(Ehr.PATIENT).statusCode()).isEqualTo(200);
    }

    @Test
    void theLastGoodVersionServesOnAndTheProblemIsToldUntilItIsMended() throws Exception {
        String told = "mine.camel.yaml, line 8, column 23: there is no bean named nobody";
        try (LogLines log = LogLines.open()) {
            folder.save("mine.camel.yaml", answering("mine", "mine", "bad", "bean: {ref: nobody}"));

            folder.awaitProblem(told);
            assertThat(folder.ask("mine")).isEqualTo("good");
            await().untilAsserted(() -> assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARN"))
                    .containsExactly("WARN " + told + "; its last good version keeps running"));
            assertThat(log.withStackTrace()).isEmpty();
        }
        folder.save("mine.camel.yaml", answering("mine", "mine", "healed"));
        folder.awaitAnswer("mine", "healed");
        folder.awaitNoProblem();
    }

    @Test
    void twoFilesCannotShareAnId() throws Exception {
        folder.save("other.camel.yaml", answering("mine", "other", "bad"));

        folder.awaitProblem("other.camel.yaml, line 2, column 9: the route id mine is used by mine.camel.yaml");
        assertThat(folder.ask("mine")).isEqualTo("good");
        folder.delete("other.camel.yaml");
        folder.awaitNoProblem();
    }

    @Test
    void whatCannotBeReadDoesNotHoldUpTheOthers() throws Exception {
        Path unreadable = Files.createDirectory(config.resolve("a-folder.camel.yaml"));
        folder.save("mine.camel.yaml", answering("mine", "mine", "newer"));

        folder.awaitAnswer("mine", "newer");
        folder.awaitProblem("a-folder.camel.yaml: cannot be read");
        Files.delete(unreadable);
        folder.awaitNoProblem();
    }

    @Test
    void everyFileThatIsBrokenIsTold() throws Exception {
        folder.save("one.camel.yaml", "hello");
        folder.save("two.camel.yaml", answering("two", "two", "x", "bean: {ref: nobody}"));

        folder.awaitProblem(
                "one.camel.yaml: a list is expected", "two.camel.yaml, line 8, column 23: there is no bean");
        folder.delete("one.camel.yaml");
        folder.delete("two.camel.yaml");
        folder.awaitNoProblem();
    }
}
