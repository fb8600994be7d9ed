package dev.fhirgateway.translation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The mappings in the jar. They are the same as long as the process lives, so they are compiled once. */
final class ShippedMappings {
    private static final Map<String, Mapping> BY_TYPE = types().stream()
            .collect(Collectors.toUnmodifiableMap(
                    Function.identity(), type -> MappingCompiler.shipped(type).orElseThrow()));

    private ShippedMappings() {}

    static Map<String, Mapping> byType() {
        return BY_TYPE;
    }

    /** The classes may lie in a jar, or in a folder while one works on them. */
    private static List<String> types() {
        URL module = Objects.requireNonNull(ShippedMappings.class.getResource("/mappings/datatypes.jslt"));
        try {
            URI uri = module.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return typesBeside(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return typesBeside(jar.getPath("/mappings/datatypes.jslt"));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> typesBeside(Path module) throws IOException {
        try (Stream<Path> files = Files.list(Objects.requireNonNull(module.getParent()))) {
            return MappingFolder.types(
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
