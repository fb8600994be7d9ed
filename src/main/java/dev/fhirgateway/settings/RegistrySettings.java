package dev.fhirgateway.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How the registry is reached.
 *
 * @param url base URL without a trailing slash; HTTPS unless the host is a loopback address
 * @param apiKey sent as {@code X-Clinia-API-Key}; never shown
 * @param connectTimeout how long a connection may take to open
 * @param readTimeout how long an answer may take
 */
public record RegistrySettings(URI url, String apiKey, Duration connectTimeout, Duration readTimeout) {
    public RegistrySettings {
        Objects.requireNonNull(url);
        Objects.requireNonNull(apiKey);
        Objects.requireNonNull(connectTimeout);
        Objects.requireNonNull(readTimeout);
    }

    @Override
    public String toString() {
        return "RegistrySettings[url=" + url + ", apiKey=***]";
    }
}
