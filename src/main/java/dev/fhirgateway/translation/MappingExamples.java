package dev.fhirgateway.translation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The operator's examples: {@code mappings/examples/<Type>/<name>.json} of the config folder is a resource, and
 * {@code <name>.expected.json} beside it what the mapping of its type has to make of it.
 */
public final class MappingExamples {
    /**
     * One of them.
     *
     * @param name its name for people, e.g. {@code config/mappings/examples/Patient/twins.json}
     * @param resource the file of the resource
     * @param expected the file of the output, there or not
     */
    public record Example(String name, Path resource, Path expected) {
        /** The name of {@link #expected} for people. */
        public String expectedName() {
            return name.replaceFirst("\\.json$", EXPECTED);
        }
    }

    private static final String EXPECTED = ".expected.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Map<String, JsonNode> VARIABLES =
            Mapping.variables("example-1", BatchConstants.of("example", Instant.parse("2020-01-01T00:00:00Z")));

    private final Path folder;

    private MappingExamples(Path folder) {
        this.folder = folder;
    }

    /** Those of a config folder; it need not have any. */
    public static MappingExamples of(Path config) {
        return new MappingExamples(config.resolve("mappings").resolve("examples"));
    }

    /** The types that have a folder of examples, by name. */
    public List<String> types() {
        return names(folder);
    }

    /** The examples of a type, by name. */
    public List<Example> ofType(String type) {
        Path ofType = folder.resolve(type);
        return names(ofType).stream()
                .filter(name -> name.endsWith(".json") && !name.endsWith(EXPECTED))
                .map(name -> new Example(
                        "config/mappings/examples/" + type + "/" + name,
                        ofType.resolve(name),
                        ofType.resolve(name.replaceFirst("\\.json$", EXPECTED))))
                .toList();
    }

    /**
     * Why a mapping is not taken: it gives nothing that could be sent of a resource that holds only an id, and nothing
     * of any example. So one that is wrong for every resource is found before the first of them comes. Empty when it is
     * taken.
     */
    Optional<MappingDefect> defectOf(String type, Mapping mapping) {
        ObjectNode least = JsonNodeFactory.instance.objectNode().put("resourceType", type);
        least.put("id", "example-1");
        Optional<MappingFailure> failure = failure(mapping, least);
        return ofType(type).stream().anyMatch(example -> gives(mapping, example))
                ? Optional.empty()
                : failure.map(reason -> reason.asDefect(
                        "it gives nothing that could be sent of a resource that holds only an id, nor of an example",
                        "if it needs more, put an example at config/mappings/examples/" + type + "/"));
    }

    /** What tells one version of the examples from the next. */
    Map<String, MappingFolder.Stamp> stamps() throws IOException {
        Map<String, MappingFolder.Stamp> stamps = new TreeMap<>();
        for (String type : types()) {
            for (Example example : ofType(type)) {
                MappingFolder.stamp(example.resource()).ifPresent(stamp -> stamps.put(example.name(), stamp));
            }
        }
        return stamps;
    }

    private static boolean gives(Mapping mapping, Example example) {
        try {
            return JSON.readTree(example.resource().toFile()) instanceof ObjectNode resource
                    && failure(mapping, resource).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<MappingFailure> failure(Mapping mapping, ObjectNode resource) {
        try {
            mapping.output(resource, VARIABLES);
            return Optional.empty();
        } catch (MappingFailure failure) {
            return Optional.of(failure);
        }
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
