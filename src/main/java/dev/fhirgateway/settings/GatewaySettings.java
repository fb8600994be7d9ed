package dev.fhirgateway.settings;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Every setting, valid as a whole: an instance that exists can be started.
 *
 * @param mode how strict the gateway is
 * @param embeddedRegistry true when no registry is configured, so that the sandbox is started and used
 * @param config the folder of the operator's files
 * @param sourceKey the registry source of clients and routes that name none
 * @param sourceIdentifiers the convention of source identifiers
 * @param http where EHRs reach the gateway
 * @param intake what one request may hold
 * @param registry how the registry is reached; with the embedded one, its loopback address
 * @param delivery how hard the gateway tries
 * @param sandbox the embedded registry
 */
public record GatewaySettings(
        Mode mode,
        boolean embeddedRegistry,
        Path config,
        String sourceKey,
        SourceIdentifiers sourceIdentifiers,
        HttpSettings http,
        IntakeSettings intake,
        RegistrySettings registry,
        DeliverySettings delivery,
        SandboxSettings sandbox) {
    public GatewaySettings {
        Objects.requireNonNull(mode);
        Objects.requireNonNull(config);
        Objects.requireNonNull(sourceKey);
        Objects.requireNonNull(sourceIdentifiers);
        Objects.requireNonNull(http);
        Objects.requireNonNull(intake);
        Objects.requireNonNull(registry);
        Objects.requireNonNull(delivery);
        Objects.requireNonNull(sandbox);
    }
}
