package dev.fhirgateway.settings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One start of the gateway, as far as the settings go. */
final class Launch {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private List<String> args = List.of();
    private boolean anyClient;

    Launch(Path folder) {
        this.folder = folder;
    }

    Launch file(String... lines) {
        try {
            Files.write(folder.resolve("application.properties"), List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Launch args(String... arguments) {
        args = List.of(arguments);
        return this;
    }

    Launch environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Launch anyClient() {
        anyClient = true;
        return this;
    }

    ResolvedSettings resolved() {
        return SettingsReader.read(folder, args, environment, anyClient);
    }

    GatewaySettings settings() {
        return resolved().settings();
    }

    SettingsException failure() {
        return catchThrowableOfType(SettingsException.class, this::resolved);
    }

    List<String> problems() {
        SettingsException failure = failure();
        return failure == null ? List.of() : failure.problems();
    }
}
