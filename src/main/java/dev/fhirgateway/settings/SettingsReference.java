package dev.fhirgateway.settings;

import java.util.stream.Collectors;

/** Prints what an operator reads about the settings, from their declarations. */
public final class SettingsReference {
    private static final int WIDTH = 100;
    private static final String PREAMBLE =
            """
            # The settings of the FHIR Registry Gateway, each at its default. Take the # away to change one; a change
            # takes effect at the next start.
            #
            # A setting may also be given on the command line (--gateway.http.port=9090) or as an environment variable
            # (GATEWAY_HTTP_PORT=9090: upper case, dots and dashes become underscores). The command line wins over
            # the environment, and the environment wins over this file. Misspelt keys are refused here and on the
            # command line; environment variables that are no setting are left alone.
            #
            # Durations have a unit: ms, s, m, h. Sizes have one too: B, KB, MB, GB, where 1KB is 1024 bytes.
            """;
    private static final String ENDING =
            """

            # ---- Camel and your own routes ----

            # Any other key may follow: those of Camel (camel.*), and those that your routes read as {{key}}.
            """;

    private SettingsReference() {}

    /** The shipped {@code config/application.properties}. */
    public static String propertiesFile() {
        return DeclaredSettings.GROUPS.stream()
                .map(SettingsReference::section)
                .collect(Collectors.joining("", PREAMBLE, ENDING));
    }

    /** The README's table, a Markdown table that ends in a line break. */
    public static String markdownTable() {
        return DeclaredSettings.all().stream()
                .map(SettingsReference::row)
                .collect(Collectors.joining(
                        "", "| Setting | Default | Value | What it does |\n|---|---|---|---|\n", ""));
    }

    private static String section(SettingGroup group) {
        return group.settings().stream()
                .map(SettingsReference::entry)
                .collect(Collectors.joining("", "\n# ---- " + group.title() + " ----\n", ""));
    }

    private static String entry(Setting<?> setting) {
        String description = setting.description().replace("`", "") + " Expected: "
                + setting.form().expected() + ".";
        String entry = "\n" + comment(description) + "#" + setting.key() + "=" + setting.defaultText() + "\n";
        return setting.secret() ? entry + "#" + setting.fileKey() + "=\n" : entry;
    }

    private static String comment(String text) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder("#");
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        return lines.append(line).append('\n').toString();
    }

    private static String row(Setting<?> setting) {
        String key = "`" + setting.key() + "`" + (setting.secret() ? " or `" + setting.fileKey() + "`" : "");
        String defaultText = setting.defaultText().isEmpty() ? "none" : "`" + setting.defaultText() + "`";
        return "| " + key + " | " + defaultText + " | " + setting.form().expected() + " | " + setting.description()
                + " |\n";
    }
}
