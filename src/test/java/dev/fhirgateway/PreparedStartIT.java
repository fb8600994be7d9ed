package dev.fhirgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start script, beside the archive of classes that was made with the package, and beside others. */
class PreparedStartIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path TARGET = PROJECT.resolve("target");
    private static final String JAR = "fhir-registry-gateway.jar";
    private static final Path SCRIPT = PROJECT.resolve("src/build/bin/fhir-registry-gateway");
    private static final String ARCHIVE = "fhir-registry-gateway.jsa";
    private static final String USAGE = "java -jar fhir-registry-gateway.jar [COMMAND]";

    /** A gateway in another place: the same jars, by links, and an archive of its own. */
    @TempDir
    private Path home;

    private Path archive;
    private Path script;

    @BeforeEach
    void installWithoutAnArchive() throws IOException {
        Files.createDirectory(home.resolve("bin"));
        script = Files.copy(SCRIPT, home.resolve("bin/fhir-registry-gateway"));
        Files.createSymbolicLink(home.resolve(JAR), TARGET.resolve(JAR));
        Files.createSymbolicLink(home.resolve("lib"), TARGET.resolve("lib"));
        archive = home.resolve(ARCHIVE);
    }

    @Test
    void thePackageHasAnArchiveAndTheScriptTakesTheClassesFromIt() throws Exception {
        String loaded = run(SCRIPT, "-Xlog:class+load");

        assertThat(loaded).containsPattern("dev\\.fhirgateway\\.GatewayMain source: shared objects file \\(top\\)");
    }

    @Test
    void theSmallestCollectorIsTaken() throws Exception {
        assertThat(run(SCRIPT, "-Xlog:gc*:stdout")).contains("Using Serial");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"})
    void whoNamesAnotherCollectorHasIt(String variable) throws Exception {
        String said = run(SCRIPT, Map.of(variable, "-Xlog:gc*:stdout -XX:+UseG1GC"));

        assertThat(said).contains("Using G1").contains(USAGE);
    }

    @Test
    void anotherHeapToBeginWithIsTaken() throws Exception {
        assertThat(run(SCRIPT, "-Xms64m -Xlog:gc+init:stdout")).contains("Heap Initial Capacity: 64M");
    }

    @Test
    void anArchiveThatWasCutOffIsPassedOver() throws Exception {
        copyOfTheArchive();
        try (SeekableByteChannel file = Files.newByteChannel(archive, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 3);
        }

        assertThat(run(script, "")).isEqualTo(withoutAnArchive());
    }

    @Test
    void anArchiveOfSomethingElseIsPassedOver() throws Exception {
        copyOfTheArchive();
        try (SeekableByteChannel file = Files.newByteChannel(archive, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[4096]));
        }

        assertThat(run(script, "")).isEqualTo(withoutAnArchive());
    }

    @Test
    void anArchiveThatWasMadeAtAnotherPlaceIsPassedOver() throws Exception {
        copyOfTheArchive();

        assertThat(run(script, "")).isEqualTo(withoutAnArchive());
    }

    private void copyOfTheArchive() throws IOException {
        Files.write(archive, Files.readAllBytes(TARGET.resolve(ARCHIVE)));
        Files.copy(TARGET.resolve(ARCHIVE + ".size"), home.resolve(ARCHIVE + ".size"));
    }

    private String withoutAnArchive() throws IOException, InterruptedException {
        Files.delete(archive);
        String said = run(script, "");
        assertThat(said).startsWith(USAGE);
        return said;
    }

    /** What {@code help} says, on both outputs. */
    private String run(Path script, String options) throws IOException, InterruptedException {
        return run(script, Map.of("JAVA_OPTS", options));
    }

    private String run(Path script, Map<String, String> options) throws IOException, InterruptedException {
        Path said = Files.createTempFile(home, "said", ".txt");
        ProcessBuilder help = new ProcessBuilder(script.toString(), "help")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        help.environment().put("JAVA_HOME", System.getProperty("java.home"));
        help.environment().putAll(options);
        Process process = help.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }
}
