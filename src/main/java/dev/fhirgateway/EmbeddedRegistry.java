package dev.fhirgateway;

import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import dev.fhirgateway.sandbox.SandboxStartException;
import dev.fhirgateway.settings.SandboxSettings;

/** The sandbox in the place of a registry, when none is configured. */
final class EmbeddedRegistry {
    private EmbeddedRegistry() {}

    /**
     * @throws GatewayStartException when its port is taken; names the setting
     */
    static Sandbox start(SandboxSettings settings) {
        try {
            return Sandbox.start(SandboxOptions.defaults()
                    .withPort(settings.port())
                    .withAsyncTypes(settings.asyncTypes())
                    .withTaskDelay(settings.taskDelay()));
        } catch (SandboxStartException e) {
            throw new GatewayStartException(
                    "sandbox.port: " + e.getMessage() + "; choose another with --sandbox.port=N");
        }
    }
}
