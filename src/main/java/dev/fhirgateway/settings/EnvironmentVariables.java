package dev.fhirgateway.settings;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Picks the variables that are settings. All others are left alone, misspelt ones too: platforms inject variables of
 * their own, Kubernetes even {@code GATEWAY_PORT} for a service named {@code gateway}. An empty variable counts as not
 * set, because Compose files and shells produce those for what is left out.
 */
final class EnvironmentVariables {
    private EnvironmentVariables() {}

    static Map<String, GivenValue> pick(Map<String, String> environment) {
        Map<String, GivenValue> given = new LinkedHashMap<>();
        for (String key : DeclaredSettings.keys()) {
            String name = Setting.environmentName(key);
            String text = environment.getOrDefault(name, "");
            if (!text.isBlank()) {
                given.put(key, new GivenValue(text, "environment variable " + name));
            }
        }
        return given;
    }
}
