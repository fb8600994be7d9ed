package dev.fhirgateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's command in a copy of the project, with a sandbox in the place of the workspace. */
class ContractCommandIT {
    private static final String KEY = "zzmarker-key";
    private static final List<String> PARTS = List.of(
            "pom.xml",
            ".mvn",
            "src",
            "routes",
            "config",
            "README.md",
            "LICENSE",
            "target/classes",
            "target/test-classes");
    private static final String WORKSPACE = "https://my-workspace.example.org";

    @TempDir
    Path copy;

    @Test
    void commandOfTheReadmeLooksAtTheWorkspaceAndLeavesNothingThere() throws Exception {
        // Given
        SandboxOptions options = ContractTarget.sandboxOptions().withApiKey(KEY).withTaskDelay(Duration.ofMillis(100));
        copyProject();
        Files.writeString(copy.resolve("registry-key"), KEY + "\n");
        try (Sandbox workspace = Sandbox.start(options)) {

            // When
            Path printed = run(command().replace(WORKSPACE, workspace.url().toString()));

            // Then
            assertThat(printed)
                    .content()
                    .contains(" rows, ")
                    .contains(" 0 differ")
                    .doesNotContain(KEY);
            assertThat(copy.resolve("target/registry-contract.md"))
                    .content()
                    .contains(workspace.url().toString(), "| put-creates |")
                    .doesNotContain(KEY);
            assertThat(reports())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContain(KEY));
            RegistryHttp http = new RegistryHttp(workspace.url(), KEY, time -> {});
            assertThat(http.call("GET", "/sandbox/state", "").body().path("records"))
                    .isEmpty();
            assertThat(workspace.received()).hasSizeGreaterThan(Contract.rows().size());
        }
    }

    /** With what is compiled already, told not to look for reasons to compile it again: it would take a minute. */
    private void copyProject() throws IOException {
        for (String part : PARTS) {
            copy(Path.of(part), copy.resolve(part));
        }
        Files.writeString(copy.resolve(".mvn/maven.config"), "-Dmaven.compiler.useIncrementalCompilation=false\n");
    }

    private static String command() throws IOException {
        return Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("mvn ") && line.contains(WORKSPACE))
                .findFirst()
                .orElseThrow();
    }

    private Path run(String command) throws IOException, InterruptedException {
        Path printed = Files.createTempFile(copy, "printed", ".txt");
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            assertThat(process.waitFor(8, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(printed)).isZero();
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }

    private List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.walk(copy.resolve("target/failsafe-reports"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
