package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that start nothing, and starts that are refused before anything is started. */
class GatewayMainTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "serve --help"})
    void helpNamesEveryCommand(String command) {
        CommandLineRun run = CommandLineRun.of(folder, command.split(" "));

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "serve",
                        "demo",
                        "sandbox",
                        "send FILE",
                        "translate",
                        "mapping coverage",
                        "check",
                        "client add",
                        "prepare",
                        "help");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void anUnknownCommandIsToldWithTheOnesThatThereAre() {
        CommandLineRun run = CommandLineRun.of(folder, "sevre");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("unknown command: sevre").contains("serve [--KEY=VALUE ...]");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void clientsAreAddedListedAndRemoved() {
        CommandLineRun added = CommandLineRun.of(folder, "client", "add", "ward-7", "--source", "ward-7-source");
        CommandLineRun listed = CommandLineRun.of(folder, "client", "list");
        CommandLineRun removed = CommandLineRun.of(folder, "client", "remove", "ward-7");

        Matcher token = Pattern.compile("Authorization: Bearer (frg_\\S+)").matcher(added.out());
        assertThat(token.find()).isTrue();
        assertThat(listed.out())
                .startsWith("ward-7 writes to source ward-7-source")
                .doesNotContain(token.group(1));
        assertThat(removed.out()).contains("Removed ward-7");
        assertThat(CommandLineRun.of(folder, "client", "list").out()).contains("There are no clients");
    }

    @Test
    void aClientThatCannotBeRemovedIsNoSuccess() {
        assertThat(CommandLineRun.of(folder, "client", "remove", "nobody").code())
                .isEqualTo(1);
        assertThat(CommandLineRun.of(folder, "client", "bake").code()).isEqualTo(2);
    }

    @Test
    void allProblemsOfTheSettingsAreToldAtOnce() throws Exception {
        Files.writeString(
                folder.resolve("application.properties"),
                """
                gateway.delivery.concurency=8
                gateway.registry.read-timeout=soon
                """);

        CommandLineRun run = CommandLineRun.of(
                folder, Map.of("GATEWAY_INTAKE_MAX_DEPTH", "0"), "--gateway.http.port=99999", "--nonsense");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("gateway.http.port", "command line")
                .contains("gateway.delivery.concurency", "did you mean gateway.delivery.concurrency?")
                .contains("gateway.registry.read-timeout", "expected a duration")
                .contains("gateway.intake.max-depth", "environment variable GATEWAY_INTAKE_MAX_DEPTH")
                .contains("--nonsense has no value")
                .doesNotContain("soon", "99999");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void productionIsRefusedWithEverythingThatItLacks() {
        CommandLineRun run = CommandLineRun.of(folder, "--gateway.mode=production");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("gateway.registry.url", "production mode needs the URL")
                .contains("gateway.registry.api-key")
                .contains("production mode needs a client");
    }

    @Test
    void plainHttpToARemoteRegistryIsRefused() {
        CommandLineRun run = CommandLineRun.of(
                folder, "--gateway.registry.url=http://registry.example.org", "--gateway.registry.api-key=Zzmarker");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("gateway.registry.url", "http:// only for a loopback address")
                .doesNotContain("Zzmarker");
    }

    @Test
    void developmentIsRefusedOnAnAddressThatOthersReach() {
        CommandLineRun run = CommandLineRun.of(folder, "--gateway.http.host=0.0.0.0");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("gateway.http.host", "asks no token", "127.0.0.1");
    }

    @Test
    void aBrokenClientsFileIsToldWithItsLine() throws Exception {
        Files.writeString(folder.resolve("clients.yaml"), "clients:\n- name: ward-7\n");

        CommandLineRun run = CommandLineRun.of(folder);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("clients.yaml line 2: source is missing", "clients.yaml line 2: hash is missing");
    }
}
