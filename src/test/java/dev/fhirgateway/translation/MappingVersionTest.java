package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mappings of one moment, and how they are told from those of another. */
class MappingVersionTest {
    @TempDir
    Path config;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(config.resolve("mappings"));
    }

    @Test
    void theVersionIsThatOfTheTextAndOfAllThatItImports() throws IOException {
        // Given
        write(
                "Basic.jslt",
                "import \"a.jslt\" as a {\"resources\": [{\"type\": \"basic\", \"data\": {\"a\": a:a()}}]}");
        write("a.jslt", "import \"b.jslt\" as b def a() b:b()");
        write("b.jslt", "def b() 1");
        Mappings mappings = Mappings.load(config, Duration.ZERO);
        String first = version(mappings, "Basic");

        // When, Then
        assertThat(first).matches("[0-9a-f]{12}");
        write("b.jslt", "def b() 23");
        assertThat(version(mappings, "Basic")).isNotEqualTo(first);
        write("b.jslt", "def b() 1");
        assertThat(version(Mappings.load(config), "Basic")).isEqualTo(first);
        assertThat(version(mappings, "Patient")).isNotEqualTo(first);
    }

    @Test
    void aSetStaysAsItIsWhenTheFilesChange() throws IOException {
        // Given
        write("Basic.jslt", "{\"resources\": [{\"type\": \"basic\", \"data\": {\"a\": 1}}]}");
        Mappings mappings = Mappings.load(config, Duration.ZERO);
        MappingSet before = mappings.current();

        // When
        Files.delete(folder.resolve("Basic.jslt"));

        // Then
        assertThat(mappings.current().forType("Basic")).isEmpty();
        assertThat(before.forType("Basic")).isPresent();
    }

    @Test
    void aSetKnowsTheTypesThatItTakes() throws IOException {
        write("Basic.jslt", "{\"resources\": [{\"type\": \"basic\", \"data\": {\"a\": 1}}]}");

        MappingSet set = Mappings.load(config).current();

        assertThat(set.types()).contains("Basic", "Patient").doesNotContain("datatypes", "Datatypes");
        assertThat(set.ownTypes()).containsExactly("Basic");
    }

    private static String version(Mappings mappings, String type) {
        return mappings.forType(type).orElseThrow().version();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
