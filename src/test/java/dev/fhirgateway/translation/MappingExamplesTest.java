package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mappings of the gateway, held to the examples that come with them and to all the data there is. */
class MappingExamplesTest {
    @TempDir
    Path config;

    static List<Path> files() throws IOException {
        return Examples.files();
    }

    @Test
    void everyMappedTypeHasTwoExamplesAtLeast() throws IOException {
        Map<String, Long> counts = files().stream()
                .map(file -> file.getName(0).toString())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(Examples.types());
        assertThat(counts.values()).allMatch(count -> count >= 2);
    }

    @ParameterizedTest
    @MethodSource("files")
    void becomesWhatIsExpectedToTheLetter(Path example) throws IOException {
        // Given
        ObjectNode resource = Examples.read(example);
        Path expected = Examples.FOLDER.resolve(example.toString().replace(".json", ".expected.json"));

        // When
        String output = Examples.output(Mappings.load(config), resource).toPrettyString();

        // Then
        assertThat(resource.path("resourceType").asText())
                .isEqualTo(example.getName(0).toString());
        assertThat(output).isEqualTo(Files.readString(expected).strip());
    }

    @Test
    void everyResourceIsMapped() throws IOException {
        Mappings mappings = Mappings.load(config);
        List<ObjectNode> resources = Examples.all();
        resources.addAll(Examples.shared());

        for (ObjectNode resource : resources) {
            assertThat(Examples.map(mappings, resource))
                    .as("%s %s", resource.path("resourceType"), resource.path("id"))
                    .isInstanceOf(MappingOutcome.Mapped.class);
        }
    }
}
