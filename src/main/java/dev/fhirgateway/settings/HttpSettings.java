package dev.fhirgateway.settings;

import java.util.Objects;

/**
 * Where EHRs reach the gateway.
 *
 * @param host the address to listen on
 * @param port the port, 1 to 65535, or 0 for any free one
 * @param basePath the FHIR base, starts with a slash and does not end with one, e.g. {@code /fhir}
 */
public record HttpSettings(String host, int port, String basePath) {
    public HttpSettings {
        Objects.requireNonNull(host);
        Objects.requireNonNull(basePath);
    }
}
