package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Parser;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RelationshipDraft;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code src/docs/mapping-functions.md}: every line of its tables does what it says, and no function is missing. */
class MappingFunctionsTest {
    private static final Path DOC = Path.of("src", "docs", "mapping-functions.md");
    private static final Path MODULES = Path.of("src", "main", "resources", "mappings");
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.+?)` \\| `(.+?)` \\| .+ \\|$");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^def ([a-z-]+)\\(");

    /** What the modules keep to themselves. */
    private static final List<String> INNER =
            List.of("chosen", "same", "element-id", "referred", "data", "order", "seconds");

    static Stream<Arguments> lines() throws IOException {
        return ROW.matcher(Files.readString(DOC)).results().map(row -> Arguments.of(row.group(1), row.group(2)));
    }

    @Test
    void thereAreManyLines() throws IOException {
        assertThat(lines()).hasSizeGreaterThan(45);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aLineGivesWhatItSays(String written, String given) throws IOException {
        assertThat(NonEmpty.of(run(written)).toString())
                .isEqualTo(NonEmpty.of(Entries.tree(given)).toString());
    }

    @Test
    void everyFunctionHasALine() throws IOException {
        List<String> written = lines().map(line -> (String) line.get()[0]).toList();

        for (String function : functions()) {
            assertThat(written).as(function).anyMatch(line -> line.contains(":" + function + "("));
        }
    }

    @Test
    void theMappingOfTheDocGivesTwoRecordsAndTheirRelationship() throws IOException {
        JsonNode output = NonEmpty.of(run(blocks("jslt").get(1)));

        MappingOutcome.Mapped mapped = MappingOutput.read(output);
        assertThat(mapped.records()).extracting(MappedRecord::type).containsExactly("patient", "insuranceCard");
        assertThat(mapped.relationships())
                .extracting(relationship -> relationship.to().end(new RecordName("patient", "zz_1")))
                .containsExactly(new RelationshipDraft.Known(new RecordName("insuranceCard", "card-zz_1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "7.", "a.b", ".a", "x..", "x..y", "x.y", "..", "-", "0-A.z", "x--", "xx.."})
    void registryIdsAreThoseOfTheGateway(String fhirId) throws IOException {
        assertThat(run("ref:registry-id(\"" + fhirId + "\")").textValue()).isEqualTo(RegistryIdEscape.encode(fhirId));
    }

    private static JsonNode run(String expression) throws IOException {
        return new Parser(new StringReader(blocks("jslt").get(0) + expression))
                .withResourceResolver(
                        name -> new StringReader(MappingFolder.shipped(name).orElseThrow()))
                .compile()
                .apply(
                        Map.of("registryId", TextNode.valueOf("zz_1")),
                        Entries.tree(blocks("json").get(0)));
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(DOC))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static List<String> functions() throws IOException {
        List<String> functions = new ArrayList<>();
        for (String module : List.of("datatypes", "references", "contained", "choices")) {
            DEFINITION
                    .matcher(Files.readString(MODULES.resolve(module + ".jslt")))
                    .results()
                    .map(definition -> definition.group(1))
                    .filter(name -> !INNER.contains(name))
                    .forEach(functions::add);
        }
        return functions;
    }
}
