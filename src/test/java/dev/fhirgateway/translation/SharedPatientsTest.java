package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.ValidEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds for every Patient whatever it looks like: those of the golden cases and of the sample batch, and the larger
 * collections of a folder {@code shared} beside the project where there is one.
 */
class SharedPatientsTest {
    private static final Path CASES = Path.of("src", "test", "resources", "translation");
    private static final Path SHARED = Path.of("..", "shared", "data");

    @TempDir
    Path config;

    static Stream<List<String>> collections() throws IOException {
        List<String> synthea = new ArrayList<>();
        Path file = SHARED.resolve("synthea-patients-300.ndjson");
        if (Files.exists(file)) {
            synthea.addAll(Files.readAllLines(file));
        }
        List<String> sample = new ArrayList<>();
        Entries.tree(Files.readString(Path.of("config", "samples", "first-batch.json")))
                .forEach(patient -> sample.add(patient.toString()));
        return Stream.of(
                        sample,
                        patientsBelow(CASES, "patient.json"),
                        patientsBelow(SHARED.resolve("hl7-examples"), ".json"),
                        synthea)
                .filter(patients -> !patients.isEmpty());
    }

    @ParameterizedTest
    @MethodSource("collections")
    void everyPatientBecomesARecordWithoutEmptyValuesThatPointsBack(List<String> patients) {
        Translation translation = new Translation(Mappings.load(config), SourceIdentifiers.CURRENT);
        for (String json : patients) {
            // Given
            ValidEntry entry = Entries.of(json);

            // When
            RegistryCommand.PutResource command =
                    ((Translated) translation.translate(entry)).commands().get(0);

            // Then
            JsonNode source = command.payload().at("/meta/identifier/0");
            assertThat(source.path("system").asText()).isEqualTo("source");
            assertThat(source.path("value").asText()).isEqualTo(entry.id());
            assertThat(source.path("use").asText()).isEqualTo("clinic-a.patient");
            assertThat(command.payload().path("data").isObject()).isTrue();
            command.payload().path("data").forEach(SharedPatientsTest::assertNothingEmpty);
            command.payload().path("meta").forEach(SharedPatientsTest::assertNothingEmpty);
            command.payload().path("contained").forEach(SharedPatientsTest::assertNothingEmpty);
        }
    }

    private static void assertNothingEmpty(JsonNode node) {
        assertThat(node.isNull()).isFalse();
        assertThat(node.isContainerNode() ? node.size() : node.asText().length())
                .isPositive();
        node.forEach(SharedPatientsTest::assertNothingEmpty);
    }

    private static List<String> patientsBelow(Path folder, String ending) throws IOException {
        List<String> patients = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(ending)).toList()) {
                    patients.add(Files.readString(file));
                }
            }
        }
        return patients;
    }
}
