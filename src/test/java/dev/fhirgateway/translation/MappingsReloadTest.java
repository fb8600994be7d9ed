package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder changes while the gateway runs. */
class MappingsReloadTest {
    @TempDir
    Path config;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(config.resolve("mappings"));
    }

    @Test
    void aFileReplacesTheShippedMappingUntilItIsTakenAway() throws IOException {
        // Given
        Mappings mappings = Mappings.load(config, Duration.ZERO);
        assertThat(type(mappings, "Patient")).contains("patient");

        // When, Then
        write("Patient.jslt", mappingTo("person"));
        assertThat(type(mappings, "Patient")).contains("person");

        write("Patient.jslt", mappingTo("people"));
        Files.setLastModifiedTime(folder.resolve("Patient.jslt"), FileTime.fromMillis(0));
        assertThat(type(mappings, "Patient")).contains("people");

        Files.delete(folder.resolve("Patient.jslt"));
        assertThat(type(mappings, "Patient")).contains("patient");
    }

    @Test
    void aFileForAnotherTypeIsTakenUpWithinAboutASecond() throws IOException {
        // Given
        Mappings mappings = Mappings.load(config);
        assertThat(mappings.forType("Basic")).isEmpty();

        // When
        write("Basic.jslt", mappingTo("basic"));

        // Then
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(type(mappings, "Basic")).contains("basic"));
    }

    @Test
    void aBrokenEditLeavesTheLastGoodMappingInUseAndIsToldUntilItIsMended() throws IOException {
        // Given
        write("Patient.jslt", mappingTo("person"));
        Mappings mappings = Mappings.load(config, Duration.ofDays(1));

        // When
        write("Patient.jslt", "{\"type\": ");

        // Then
        mappings.refresh();
        assertThat(mappings.problems())
                .containsExactly(new MappingDefect("config/mappings/Patient.jslt", 1, 9, "the file ends too early"));
        assertThat(type(mappings, "Patient")).contains("person");
        mappings.refresh();
        assertThat(mappings.problems()).hasSize(1);

        write("Patient.jslt", mappingTo("human-again"));
        mappings.refresh();
        assertThat(mappings.problems()).isEmpty();
        assertThat(type(mappings, "Patient")).contains("human-again");
    }

    @Test
    void anEditThatGivesNothingThatCouldBeSentIsRefusedUntilAnExampleShowsThatItDoes() throws IOException {
        // Given
        write("Basic.jslt", mappingTo("basic"));
        Mappings mappings = Mappings.load(config, Duration.ZERO);

        // When
        write("Basic.jslt", "{\"resources\": [{\"type\": .start, \"data\": {\"a\": 1}}]}");

        // Then
        assertThat(type(mappings, "Basic")).contains("basic");
        assertThat(mappings.problems())
                .extracting(MappingDefect::toString)
                .containsExactly(
                        "config/mappings/Basic.jslt: it gives nothing that could be sent of a resource that holds"
                                + " only an id, nor of an example (its output has a resource without a type, or with one that is"
                                + " not a legal key); if it needs more, put an example at config/mappings/examples/Basic/");

        // When
        Files.createDirectories(folder.resolve("examples/Basic"));
        write("examples/Basic/one.json", "{\"resourceType\": \"Basic\", \"id\": \"b1\", \"start\": \"2001\"}");

        // Then
        assertThat(type(mappings, "Basic")).contains("2001");
        assertThat(mappings.problems()).isEmpty();
    }

    @Test
    void aNewFileThatIsBrokenLeavesTheShippedMappingInUse() throws IOException {
        // Given
        Mappings mappings = Mappings.load(config, Duration.ZERO);

        // When
        write("Patient.jslt", "{");
        write("Basic.jslt", "{");

        // Then
        assertThat(type(mappings, "Patient")).contains("patient");
        assertThat(mappings.forType("Basic")).isEmpty();
    }

    @Test
    void aModuleIsImportedAndItsChangeCounts() throws IOException {
        // Given
        write(
                "Basic.jslt",
                "import \"names.jslt\" as names {\"resources\": [{\"type\": names:type(), \"data\": {\"a\": 1}}]}");
        write("names.jslt", "def type() \"first\"");
        Mappings mappings = Mappings.load(config, Duration.ZERO);
        assertThat(type(mappings, "Basic")).contains("first");

        // When
        write("names.jslt", "def type() \"second\"");

        // Then
        assertThat(type(mappings, "Basic")).contains("second");
    }

    @Test
    void theShippedModuleServesOwnMappingsAndCanBeReplaced() throws IOException {
        // Given
        write(
                "Basic.jslt",
                "import \"datatypes.jslt\" as fhir {\"resources\": [{\"type\": fallback(fhir:period(.).start, \"none\"), \"data\": {\"a\": 1}}]}");
        Mappings mappings = Mappings.load(config, Duration.ZERO);
        assertThat(type(mappings, "Basic")).contains("2001");

        // When
        write("datatypes.jslt", "def period(period) {\"start\": \"replaced\"}");

        // Then
        assertThat(type(mappings, "Basic")).contains("replaced");
    }

    @Test
    void aBrokenModuleOfTheOperatorDoesNotTouchTheShippedMappings() throws IOException {
        // Given
        write("datatypes.jslt", "def period(");

        // When
        Mappings mappings = Mappings.load(config);

        // Then
        assertThat(type(mappings, "Patient")).contains("patient");
    }

    private static Optional<String> type(Mappings mappings, String type) {
        JsonNode resource = Entries.tree("{\"start\": \"2001\"}");
        return mappings.forType(type)
                .map(mapping -> mapping.expression().apply(Map.of("registryId", resource), resource))
                .map(output -> output.at("/resources/0/type").asText());
    }

    private static String mappingTo(String type) {
        return "{\"resources\": [{\"type\": \"" + type + "\", \"data\": {\"a\": 1}}]}";
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
