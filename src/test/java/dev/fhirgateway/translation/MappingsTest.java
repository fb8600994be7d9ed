package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingsTest {
    @TempDir
    Path config;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(config.resolve("mappings"));
    }

    @Test
    void withoutAFolderTheShippedMappingsAreUsed() {
        Mappings mappings = Mappings.load(config.resolve("nowhere"));

        assertThat(mappings.forType("Patient")).isPresent();
        assertThat(mappings.forType("Basic")).isEmpty();
    }

    @Test
    void eachMappingInTheJarIsKnownAndCompiles() throws Exception {
        Path jar = Path.of(
                MappingsTest.class.getResource("/mappings/datatypes.jslt").toURI());
        List<String> types =
                MappingFolder.types(MappingFolder.at(jar.getParent()).stamps().keySet());

        assertThat(ShippedMappings.types()).containsExactlyInAnyOrderElementsOf(types);
        assertThat(types).allMatch(type -> ShippedMappings.forType(type).isPresent());
    }

    @Test
    void allBrokenFilesAreToldAtOnceWithPlaceAndReason() throws IOException {
        // Given
        write("Patient.jslt", "{\n  \"type\": \"patient\",\n  \"data\": }\n");
        write("Goal.jslt", "{\"type\": \"basic\", \"data\": none(.)}");
        write("Group.jslt", "// a comment only\n");
        write("List.jslt", "{\n\"type\": @}");
        write("Person.jslt", "import \"gone.jslt\" as gone {\"type\": \"person\"}");
        write("Flag.jslt", "import \"bad.jslt\" as bad\n{\"type\": \"flag\"}");
        write("bad.jslt", "def x()\n\n  [");
        Files.write(folder.resolve("Media.jslt"), "{\"type\": \"Zé\"}".getBytes(StandardCharsets.ISO_8859_1));
        write("Account.jslt", "{\"type\": \"account\", \"data\": .}");
        write("Slot.jslt", "{\n  \"resources\": error(\"no\")}");
        write("Task.jslt", "[\n  test(.id, \"(\")]");
        write("Basic.jslt", "{\"type\" \"basic\"}");

        // When, Then
        assertThatThrownBy(() -> Mappings.load(config))
                .isInstanceOf(MappingException.class)
                .hasMessage(
                        """
                        config/mappings/Account.jslt: it gives nothing that could be sent of a resource that holds only \
                        an id, nor of an example (its output has a key other than resources and relationships); if it \
                        needs more, put an example at config/mappings/examples/Account/
                        config/mappings/Basic.jslt, line 1, column 9: unexpected "basic"
                        config/mappings/Flag.jslt imports bad.jslt, line 3, column 3: the file ends too early
                        config/mappings/Goal.jslt, line 1, column 27: No such function: 'none'
                        config/mappings/Group.jslt, line 1, column 18: the file ends too early
                        config/mappings/List.jslt, line 2, column 9: unexpected @
                        config/mappings/Media.jslt: it cannot be read as UTF-8 text
                        config/mappings/Patient.jslt, line 3, column 11: unexpected }
                        config/mappings/Person.jslt, line 1, column 8: there is no module gone.jslt to import
                        config/mappings/Slot.jslt, line 2: it gives nothing that could be sent of a resource that holds \
                        only an id, nor of an example (no); if it needs more, put an example at \
                        config/mappings/examples/Slot/
                        config/mappings/Task.jslt, line 2, column 13: not a regular expression: Unclosed group""");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
