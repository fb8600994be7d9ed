package dev.fhirgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog in {@code config/samples/catalog} has all that the mappings of the gateway give, and nothing else. */
class SampleCatalogTest {
    @TempDir
    Path config;

    private Mappings mappings;
    private CatalogSandbox sandbox;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        mappings = Mappings.load(config);
        sandbox = new CatalogSandbox();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theStrictSandboxTakesTheCatalog() {
        assertThat(sandbox.refusals()).isEmpty();
    }

    @Test
    void theExamplesAreTakenAndHaveEveryRelationshipOfTheCatalog() throws Exception {
        writeAll(Examples.all());

        assertThat(sandbox.refusals()).isEmpty();
        assertThat(new TreeSet<>(sandbox.relationships()))
                .containsExactlyElementsOf(CatalogSandbox.keys("relationship-definitions"));
    }

    @Test
    void allOtherDataIsTakenToo() throws Exception {
        List<ObjectNode> resources = Examples.shared();

        writeAll(resources);

        assertThat(sandbox.refusals()).isEmpty();
        long roles = resources.stream()
                .filter(resource -> resource.path("resourceType").asText().equals("PractitionerRole"))
                .count();
        assertThat(sandbox.relationships()).hasSizeGreaterThanOrEqualTo((int) roles * 3);
    }

    @Test
    void noProfileHasTwoRelationshipsThatReadAlike() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String key : CatalogSandbox.keys("relationship-definitions")) {
            JsonNode definition = Entries.tree(Files.readString(
                    CatalogSandbox.CATALOG.resolve("relationship-definitions").resolve(key + ".json")));
            for (String end : List.of("from", "to")) {
                JsonNode side = definition.path(end);
                assertThat(seen.add(side.path("profileKey").asText() + "."
                                + side.path("includeKey").asText()))
                        .as("%s %s", key, end)
                        .isTrue();
            }
        }
    }

    private void writeAll(List<ObjectNode> resources) throws IOException, InterruptedException {
        for (ObjectNode resource : resources) {
            sandbox.put(resource, mapped(resource));
        }
        for (ObjectNode resource : resources) {
            sandbox.relate(resource, mapped(resource));
        }
    }

    private MappingOutcome.Mapped mapped(ObjectNode resource) {
        return (MappingOutcome.Mapped) Examples.map(mappings, resource);
    }
}
