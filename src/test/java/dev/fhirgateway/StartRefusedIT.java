package dev.fhirgateway;

import static dev.fhirgateway.RouteFolder.answering;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A start that fails says what to mend, ends with code 2, and leaves nothing running. */
@Timeout(60)
class StartRefusedIT {
    private static final String ANY = "--gateway.http.port=0";
    private static final String ANY_SANDBOX = "--sandbox.port=0";

    @TempDir
    Path config;

    private int threadsBefore;

    @BeforeEach
    void countThreads() {
        threadsBefore = delivering();
    }

    @Test
    void aTakenPortIsToldWithItsSetting() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    CommandLineRun.of(config, ANY_SANDBOX, "--gateway.http.port=" + taken.getLocalPort()),
                    "gateway.http.port: cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void aTakenSandboxPortIsToldWithItsSetting() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    CommandLineRun.of(config, ANY, "--sandbox.port=" + taken.getLocalPort()),
                    "sandbox.port: the sandbox cannot listen on port " + taken.getLocalPort(),
                    "--sandbox.port=N");
        }
    }

    @Test
    void aBrokenScriptOfTroubleIsToldWithItsSettingFileAndLine() throws IOException {
        Path script = Files.writeString(config.resolve("trouble.yaml"), "rules:\n  - staus: 503\n");

        assertRefused(
                CommandLineRun.of(config, ANY, ANY_SANDBOX, "--sandbox.trouble=" + script),
                "sandbox.trouble: " + script + " line 2: unknown key staus");
    }

    @Test
    void aBrokenMappingIsToldWithFileAndLine() throws IOException {
        Files.createDirectories(config.resolve("mappings"));
        Files.writeString(config.resolve("mappings/Patient.jslt"), "{\n  \"type\": \n");

        assertRefused(CommandLineRun.of(config, ANY, ANY_SANDBOX), "Patient.jslt", "line");
    }

    @Test
    void brokenRoutesAreToldAllAtOnceWithFileLineAndReason() throws IOException {
        Files.writeString(config.resolve("a.camel.yaml"), answering("a", "a", "x", "bean: {ref: nobody}"));
        Files.writeString(config.resolve("b.camel.yaml"), answering("upsert-batch", "b", "x"));
        Files.writeString(config.resolve("c.camel.yaml"), answering("c", "c", "x"));

        assertRefused(
                CommandLineRun.of(config, ANY, ANY_SANDBOX),
                "The routes in the config folder cannot be used:",
                "- a.camel.yaml, line 8, column 23: there is no bean named nobody",
                "- b.camel.yaml, line 2, column 9: the route id upsert-batch is used by the gateway itself");
    }

    @Test
    void aMisspeltKeyOfCamelIsTold() throws IOException {
        Files.writeString(config.resolve("application.properties"), "camel.ssl.keystorePasswort=Zzmarker\n");

        CommandLineRun run = CommandLineRun.of(config, ANY, ANY_SANDBOX);

        assertRefused(run, "camel.ssl.keystorePasswort: Camel has no such option");
        assertThat(run.err()).doesNotContain("Zzmarker");
    }

    @Test
    void aLedgerThatCannotBeUsedIsToldWithItsSetting() throws IOException {
        Path taken = Files.writeString(config.resolve("data"), "");

        assertRefused(
                CommandLineRun.of(config, ANY, ANY_SANDBOX),
                "gateway.ledger.folder: the folder " + taken + " cannot be made: a file is in its place");
    }

    @Test
    void aLedgerThatAnotherGatewayUsesIsToldWithItsSetting() {
        try (Gateway other = Ehr.gateway(config)) {
            assertThat(other.ledger().trouble()).isEmpty();

            CommandLineRun run = CommandLineRun.of(config, ANY, ANY_SANDBOX);

            assertThat(run.code()).as(run.err()).isEqualTo(2);
            assertThat(run.err()).contains("is in use by another gateway");
        }
    }

    private void assertRefused(CommandLineRun run, String... words) {
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(run.out()).isEmpty();
        assertThat(delivering()).isLessThanOrEqualTo(threadsBefore);
    }

    private static int delivering() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("delivery-"))
                .count();
    }
}
