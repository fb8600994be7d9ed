package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * FHIR resources of all mapped types: the examples in {@code config/mappings/examples}, and the collections of a folder
 * {@code shared} beside the project where there is one.
 */
final class Examples {
    static final Path FOLDER = Path.of("config", "mappings", "examples");

    private static final Path MAPPINGS = Path.of("src", "main", "resources", "mappings");
    private static final Path SHARED = Path.of("..", "shared", "data");

    private Examples() {}

    /** The FHIR types that the gateway comes with a mapping of. */
    static List<String> types() throws IOException {
        try (Stream<Path> files = Files.list(MAPPINGS)) {
            return files.flatMap(file -> MappingFolder.typeOf(file.getFileName().toString()).stream())
                    .sorted()
                    .toList();
        }
    }

    /** The example files, by path below the folder of all, without those that are expected. */
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".expected.json"))
                    .map(FOLDER::relativize)
                    .sorted()
                    .toList();
        }
    }

    static ObjectNode read(Path example) throws IOException {
        return (ObjectNode) Entries.tree(Files.readString(FOLDER.resolve(example)));
    }

    static List<ObjectNode> all() throws IOException {
        List<ObjectNode> resources = new ArrayList<>();
        for (Path file : files()) {
            resources.add(read(file));
        }
        return resources;
    }

    /** Those resources of the shared collections that are of a mapped type; none when there is no such folder. */
    static List<ObjectNode> shared() throws IOException {
        List<ObjectNode> resources = new ArrayList<>();
        if (Files.isDirectory(SHARED)) {
            List<String> types = types();
            for (String json : sharedDocuments()) {
                ObjectNode resource = (ObjectNode) Entries.tree(json);
                if (types.contains(resource.path("resourceType").asText())) {
                    resources.add(resource);
                }
            }
        }
        return resources;
    }

    private static List<String> sharedDocuments() throws IOException {
        List<String> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(SHARED);
                Stream<Path> single = Files.list(SHARED.resolve("hl7-examples"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".ndjson")).toList()) {
                documents.addAll(Files.readAllLines(file));
            }
            for (Path file : single.toList()) {
                documents.add(Files.readString(file));
            }
        }
        return documents;
    }

    /** The registry id of the record of a resource. */
    static String registryId(JsonNode resource) {
        return RegistryIdEscape.encode(resource.path("id").asText());
    }

    /** What the mapping of its type makes of a resource. */
    static MappingOutcome map(Mappings mappings, ObjectNode resource) {
        return mapping(mappings, resource).apply(resource, variables(resource));
    }

    /** The same as one JSON document, as the mapping gives it. */
    static JsonNode output(Mappings mappings, ObjectNode resource) {
        return NonEmpty.of(mapping(mappings, resource).expression().apply(variables(resource), resource));
    }

    private static Mapping mapping(Mappings mappings, ObjectNode resource) {
        return mappings.forType(resource.path("resourceType").asText()).orElseThrow();
    }

    private static Map<String, JsonNode> variables(ObjectNode resource) {
        return Map.of("registryId", TextNode.valueOf(registryId(resource)), "sourceKey", TextNode.valueOf("clinic-a"));
    }
}
