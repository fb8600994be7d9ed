package dev.fhirgateway.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the settings from the command line, then the environment, then {@code application.properties} in the config
 * folder, then the defaults: the first place that gives a key wins. A secret may be given as a file instead, by the key
 * with {@code -file} behind it; a relative name starts at the working directory.
 */
public final class SettingsReader {
    private SettingsReader() {}

    /**
     * Reads and checks all settings.
     *
     * @param configFolder the folder of the operator's files; the properties file in it may be missing
     * @param args {@code --key=value} arguments, and nothing else
     * @param environment the environment variables
     * @param anyClient whether any client could authenticate; production does not start otherwise
     * @throws SettingsException with all problems at once
     */
    public static ResolvedSettings read(
            Path configFolder, List<String> args, Map<String, String> environment, boolean anyClient) {
        List<String> problems = new ArrayList<>();
        Map<String, GivenValue> commandLine = CommandLine.parse(args, problems);
        Map<String, GivenValue> file = PropertiesFile.read(configFolder.resolve("application.properties"), problems);
        UnknownKeys.refuse(commandLine, problems);
        UnknownKeys.refuse(file, problems);
        SettingValues values =
                SettingValues.resolve(List.of(commandLine, EnvironmentVariables.pick(environment), file), problems);
        new CrossChecks(values, anyClient, problems).run();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        GatewaySettings settings =
                GatewaySettings.from(values, CrossChecks.mode(values).orElseThrow(), configFolder);
        return new ResolvedSettings(settings, placeholders(values, settings, commandLine));
    }

    private static Map<String, String> placeholders(
            SettingValues values, GatewaySettings settings, Map<String, GivenValue> commandLine) {
        Map<String, String> placeholders = new LinkedHashMap<>();
        commandLine.forEach((key, value) -> placeholders.put(key, value.text()));
        placeholders.keySet().removeAll(DeclaredSettings.keys());
        DeclaredSettings.all().stream()
                .filter(setting -> !setting.secret())
                .forEach(setting -> placeholders.put(setting.key(), values.text(setting)));
        placeholders.put(GatewaySettings.MODE.key(), Form.choice(Mode.class).write(settings.mode()));
        placeholders.put(RegistrySettings.URL.key(), settings.registry().url().toString());
        return placeholders;
    }
}
