package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.settings.SourceIdentifiers;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Translated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code translation} is a case: {@code patient.json} becomes {@code command.json}, to the letter. With
 * a {@code Patient.jslt} in it, that file replaces the mapping of the gateway.
 */
class GoldenTranslationTest {
    private static final Path CASES = Path.of("src", "test", "resources", "translation");

    @TempDir
    Path config;

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreManyCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void becomesTheCommand(String name) throws IOException {
        // Given
        Path folder = CASES.resolve(name);
        if (Files.exists(folder.resolve("Patient.jslt"))) {
            Files.createDirectory(config.resolve("mappings"));
            Files.copy(folder.resolve("Patient.jslt"), config.resolve("mappings/Patient.jslt"));
        }
        Translation translation = new Translation(Mappings.load(config), SourceIdentifiers.CURRENT);

        // When
        Translated translated =
                (Translated) translation.translate(Entries.of(Files.readString(folder.resolve("patient.json"))));
        RegistryCommand.PutResource command = translated.commands().get(0);

        // Then
        assertThat(pretty(command))
                .isEqualTo(Files.readString(folder.resolve("command.json")).strip());
    }

    private static String pretty(RegistryCommand.PutResource command) {
        ObjectNode tree = Entries.JSON
                .createObjectNode()
                .put("type", command.record().type())
                .put("id", command.record().id());
        return tree.<ObjectNode>set("payload", command.payload()).toPrettyString();
    }
}
