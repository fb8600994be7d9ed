package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fhirgateway.sandbox.Fault;
import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import dev.fhirgateway.settings.SettingsReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code send}, against a gateway with a registry behind it. */
class SendIT {
    private static final int PATIENTS = 600;

    @TempDir
    Path folder;

    @Test
    void whatIsSentIsInTheRegistryAndWhatFailedIsKeptToBeSentAgain() throws Exception {
        Path input = Files.write(folder.resolve("patients.ndjson"), patients(PATIENTS));
        Files.writeString(
                input,
                patient("bad").replace("Zzmarker\"", "Zzmarker\",\"given\":7") + "\n" + patient("p3"),
                StandardOpenOption.APPEND);
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config())) {
            // When
            CommandLineRun run = send(gateway.gateway().url(), input, "--batch", "50");

            // Then
            assertThat(run.code()).as(run.err()).isEqualTo(1);
            assertThat(run.out()).containsPattern("stored +601\n").containsPattern("failed +1   source-data 1\n");
            assertThat(stored(gateway.sandbox())).isEqualTo(PATIENTS);
            Path failed = folder.resolve("patients.ndjson.failed.ndjson");
            assertThat(Files.readAllLines(failed)).singleElement().asString().contains("\"bad\"");
            assertThat(run.out() + run.err()).doesNotContain("Zzmarker");

            // When the failed ones are mended and sent
            Files.writeString(failed, Files.readString(failed).replace(",\"given\":7", ""));
            CommandLineRun again = send(gateway.gateway().url(), failed);

            // Then
            assertThat(again.code()).isZero();
            assertThat(stored(gateway.sandbox())).isEqualTo(PATIENTS + 1);
        }
    }

    @Test
    void anExportGoesAsOneJobAndWhatFailedComesBack() throws Exception {
        Path input = Files.write(folder.resolve("patients.ndjson"), patients(PATIENTS));
        Files.writeString(
                input,
                patient("bad").replace("Zzmarker\"", "Zzmarker\",\"given\":7") + "\n",
                StandardOpenOption.APPEND);
        try (GatewayUnderTest gateway = GatewayUnderTest.start(config())) {
            CommandLineRun run = send(gateway.gateway().url(), input, "--async");

            assertThat(run.code()).as(run.err()).isEqualTo(1);
            assertThat(run.out()).containsPattern("stored +600\n").containsPattern("failed +1   source-data 1\n");
            assertThat(stored(gateway.sandbox())).isEqualTo(PATIENTS);
            assertThat(Files.readAllLines(folder.resolve("patients.ndjson.failed.ndjson")))
                    .singleElement()
                    .asString()
                    .contains("\"bad\"");
            assertThat(run.out() + run.err()).doesNotContain("Zzmarker");
        }
    }

    @Test
    void aGatewayThatAsksForATokenIsNotWrittenToWithoutIt() throws Exception {
        Path input = Files.write(folder.resolve("patients.ndjson"), patients(3));
        Path token = Files.writeString(folder.resolve("token"), GatewayUnderTest.newClient(config(), "default"));
        try (Sandbox registry = Sandbox.start(SandboxOptions.defaults().withPort(0));
                Gateway gateway = Gateway.start(SettingsReader.read(
                        config(),
                        List.of(
                                "--gateway.mode=production",
                                "--gateway.ledger.folder=" + folder.resolve("ledger"),
                                "--gateway.http.port=0",
                                "--gateway.registry.url=" + registry.url(),
                                "--gateway.registry.api-key=sandbox"),
                        Map.of(),
                        true))) {
            CommandLineRun refused = send(gateway.url(), input);
            CommandLineRun admitted = send(gateway.url(), input, "--token-file", token.toString());

            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("the gateway refuses: HTTP 401");
            assertThat(admitted.code()).as(admitted.err()).isZero();
            assertThat(stored(registry)).isEqualTo(3);
        }
    }

    @Test
    void anInterruptedRunEndsTidilyAndTheNextOneSendsOnlyWhatWasNotAnswered() throws Exception {
        Path input = Files.write(folder.resolve("patients.ndjson"), patients(PATIENTS));
        try (Sandbox registry =
                        Sandbox.start(SandboxOptions.defaults().withPort(0).withApiKey("Zzkey"));
                GatewayUnderTest gateway =
                        GatewayUnderTest.before(config(), registry.url(), "gateway.delivery.concurrency=4")) {
            // Given
            registry.faults(FaultPlan.always(new Fault.Delay(Duration.ofMillis(20))));
            Path printed = folder.resolve("printed.txt");
            Process first = process(gateway.gateway().url(), input, printed);
            Path state = folder.resolve("patients.ndjson.send-state");
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            Files.exists(state) && Files.readAllLines(state).size() > 3);

            // When
            first.destroy();

            // Then
            assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(first.exitValue()).isEqualTo(3);
            assertThat(Files.readString(printed)).contains("interrupted: ", "the same command goes on there");
            long before = stored(registry);
            assertThat(before).isBetween(20L, PATIENTS - 1L);

            // When
            CommandLineRun second = send(gateway.gateway().url(), input, "--batch", "20", "--at-once", "2");

            // Then
            assertThat(second.code()).as(second.err()).isZero();
            assertThat(second.err()).contains("goes on: " + before + " entries were answered before");
            assertThat(second.out()).containsPattern("stored +" + PATIENTS + "\n");
            assertThat(stored(registry)).isEqualTo(PATIENTS);
            assertThat(state).doesNotExist();
        }
    }

    private Process process(URI to, Path input, Path printed) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                GatewayProcess.absoluteClassPath().replaceAll(File.pathSeparator + "$", ""),
                GatewayMain.class.getName()));
        command.addAll(List.of("send", input.toString(), "--to", to.toString(), "--batch", "20", "--at-once", "2"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
    }

    private CommandLineRun send(URI to, Path input, String... options) throws IOException {
        return CommandLineRun.of(
                config(),
                Stream.concat(Stream.of("send", input.toString(), "--to", to.toString()), Arrays.stream(options))
                        .toArray(String[]::new));
    }

    private Path config() throws IOException {
        return Files.createDirectories(folder.resolve("config"));
    }

    private static long stored(Sandbox registry) {
        return registry.stored("default", "patient");
    }

    private static List<String> patients(int count) {
        return IntStream.range(0, count).mapToObj(i -> patient("p" + i)).toList();
    }

    private static String patient(String id) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"name\":[{\"family\":\"Zzmarker\"}]}";
    }
}
