package dev.fhirgateway.settings;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings, for the code and for the routes.
 *
 * @param settings what the code uses
 * @param placeholders what routes see as <code>{{key}}</code>: each setting that is no secret, durations in milliseconds
 *     and sizes in bytes as bare digits; and the command line's keys that are not ours, such as {@code camel.*}
 */
public record ResolvedSettings(GatewaySettings settings, Map<String, String> placeholders) {
    public ResolvedSettings {
        placeholders = Map.copyOf(placeholders);
    }

    /** The same, with the address that an embedded registry on any free port turned out to have. */
    public ResolvedSettings withRegistryUrl(URI url) {
        Map<String, String> changed = new LinkedHashMap<>(placeholders);
        changed.put(RegistrySettings.URL.key(), url.toString());
        return new ResolvedSettings(settings.withRegistryUrl(url), changed);
    }

    /** Without the placeholders' values: Camel's own keys may hold passwords. */
    @Override
    public String toString() {
        return "ResolvedSettings[settings=" + settings + ", placeholders=" + placeholders.keySet() + "]";
    }
}
