package dev.fhirgateway.settings;

import java.util.Locale;
import java.util.Objects;

/**
 * One thing an operator can set. It is declared once, beside the record that holds its value; the reader, the shipped
 * {@code config/application.properties} and the README table are all derived from the declaration.
 *
 * @param key the name in the properties file and, after {@code --}, on the command line
 * @param form what a value looks like
 * @param defaultText what holds when nobody sets it; empty means none
 * @param secret true when the value is never shown, and may be given as a file
 * @param description what it does and what follows from changing it, as Markdown without line breaks
 */
record Setting<T>(String key, Form<T> form, String defaultText, boolean secret, String description) {
    private static final String FILE_SUFFIX = "-file";

    Setting {
        Objects.requireNonNull(key);
        Objects.requireNonNull(form);
        Objects.requireNonNull(defaultText);
        Objects.requireNonNull(description);
    }

    static <T> Setting<T> of(String key, Form<T> form, String defaultText, String description) {
        return new Setting<>(key, form, defaultText, false, description);
    }

    static <T> Setting<T> secret(String key, Form<T> form, String description) {
        return new Setting<>(key, form, "", true, description);
    }

    /** The key under which a file that holds the value is named; only secrets have one. */
    String fileKey() {
        return key + FILE_SUFFIX;
    }

    /** The environment variable of a key: {@code gateway.http.port} is {@code GATEWAY_HTTP_PORT}. */
    static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * Keeps the records valid by construction, under the same rule as the text of the setting.
     *
     * @throws IllegalArgumentException naming the key and what is expected, never the value
     */
    void require(T value) {
        if (!form.accepts(Objects.requireNonNull(value, key))) {
            throw new IllegalArgumentException(key + " must be " + form.expected());
        }
    }
}
