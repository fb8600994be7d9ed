package dev.fhirgateway.workshop;

import dev.fhirgateway.translation.Mapping;
import dev.fhirgateway.translation.MappingSet;
import dev.fhirgateway.translation.Mappings;
import java.nio.file.Path;
import java.util.Optional;

/** The mappings of a config folder and of the gateway, and one that is tried in the place of its type's. */
final class InstalledMappings {
    private InstalledMappings() {}

    /** Whether it can be told of which type the mapping to try is. */
    static boolean tellType(Arguments arguments) {
        return arguments.value("--type").isPresent()
                || arguments
                        .value("--mapping")
                        .map(name -> Character.isUpperCase(typeOf(Path.of(name)).charAt(0)))
                        .orElse(true);
    }

    /**
     * Reads them anew.
     *
     * @param arguments of which {@code --mapping} names the one to try, and {@code --type} or else its file the type
     * @throws dev.fhirgateway.translation.MappingException when one of them cannot be used
     */
    static MappingSet with(Arguments arguments, Path config) {
        MappingSet installed = Mappings.loadUntried(config).current();
        Optional<Path> tried = arguments.value("--mapping").map(Path::of);
        return tried.isEmpty()
                ? installed
                : installed.with(
                        arguments.value("--type").orElseGet(() -> typeOf(tried.get())), Mapping.ofFile(tried.get()));
    }

    private static String typeOf(Path mapping) {
        return String.valueOf(mapping.getFileName()).replaceFirst("(?<=.)\\..*$", "");
    }
}
