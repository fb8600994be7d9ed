package dev.fhirgateway.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_tells_every_option() {
        // When
        int code = run("--port", "x", "--help");

        // Then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8))
                .contains(SandboxCommand.OPTIONS)
                .contains(SandboxCommand.FLAGS)
                .contains("--help");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 65536|--port expects a number from 0 (any free port) to 65535",
                "--port x|--port expects a number from 0 (any free port) to 65535",
                "--port|--port needs a value",
                "--port 1 --port=2|--port is given twice",
                "--key=|--key expects printable ASCII without spaces",
                "--async patient,,x|--async expects resource types separated by commas, such as patient,encounter",
                "--task-delay 2|--task-delay expects a duration such as 20ms, 2s, 5m or 1h, at most a year",
                "--trouble nowhere.yaml|nowhere.yaml cannot be read",
                "--source-key north|--source-key expects SOURCE=KEY, the key in printable ASCII without spaces",
                "--source-key a.b=k|--source-key expects SOURCE=KEY, the key in printable ASCII without spaces",
                "--source-key north=|--source-key expects SOURCE=KEY, the key in printable ASCII without spaces",
                "--source-key n=a --source-key n=b|--source-key is given twice for n",
                "--legacy=true|--legacy takes no value",
                "--prot=1|unknown argument: --prot",
                "serve|unknown argument: serve",
            })
    void argument_that_cannot_be_used_is_told(String line, String problem) {
        // When
        int code = run(line.split(" "));

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).containsExactly(problem, "sandbox --help tells the options.");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void all_problems_are_told_at_once_those_of_the_script_with_file_and_line() throws Exception {
        // Given
        Path script = Files.writeString(folder.resolve("trouble.yaml"), "rules:\n  - status: x\n  - staus: 503\n");

        // When
        int code = run("--port", "x", "--trouble", script.toString());

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains(
                        "--port expects", script + " line 2: status: expected", script + " line 3: unknown key staus");
    }

    @Test
    void options_are_taken_in_either_form() {
        // When
        SandboxArguments arguments = new SandboxArguments(List.of(
                "--port=0",
                "--key",
                "k1",
                "--async",
                "patient,encounter",
                "--task-delay=5m",
                "--strict-catalog",
                "--legacy",
                "--lenient-ids",
                "--source-key=clinic-north=key=n",
                "--source-key",
                "clinic-south=key-s"));

        // Then
        assertThat(arguments.problems()).isEmpty();
        assertThat(arguments.options().port()).isZero();
        assertThat(arguments.options().apiKey()).isEqualTo("k1");
        assertThat(arguments.options().asyncTypes()).containsExactlyInAnyOrder("patient", "encounter");
        assertThat(arguments.options().taskDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(arguments.options().strictCatalog()).isTrue();
        assertThat(arguments.options().legacy()).isTrue();
        assertThat(arguments.options().lenientIds()).isTrue();
        assertThat(arguments.options().sourceApiKeys())
                .isEqualTo(Map.of("clinic-north", "key=n", "clinic-south", "key-s"));
        assertThat(new SandboxArguments(List.of()).options().port()).isEqualTo(8081);
    }

    @Test
    void taken_port_ends_the_command() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            int code = run("--port", Integer.toString(taken.getLocalPort()));

            // Then
            assertThat(code).isEqualTo(2);
            assertThat(err.toString(UTF_8)).contains("cannot listen on port " + taken.getLocalPort());
        }
    }

    @Test
    void sandbox_runs_with_its_script_until_it_is_ended() throws Exception {
        // Given
        Path script = Files.writeString(folder.resolve("trouble.yaml"), "status: 418\n");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            // When
            Future<Integer> running = thread.submit(() -> run("--port=0", "--key=k1", "--trouble=" + script));
            await().until(() -> out.toString(UTF_8).contains("API key: k1"));
            URI url = URI.create(out.toString(UTF_8).replaceAll("(?s).*(http://[0-9.:]+),.*", "$1"));

            // Then
            assertThat(new RegistryClient(url, "k1").get("/health").status()).isEqualTo(418);
            assertThat(running).isNotDone();
        } finally {
            thread.shutdownNow();
        }
        assertThat(thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private int run(String... args) {
        return SandboxCommand.run(List.of(args), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }
}
