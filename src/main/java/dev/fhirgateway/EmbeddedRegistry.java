package dev.fhirgateway;

import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.sandbox.SandboxOptions;
import dev.fhirgateway.sandbox.SandboxStartException;
import dev.fhirgateway.sandbox.trouble.TroubleScriptException;
import dev.fhirgateway.settings.SandboxSettings;
import java.nio.file.Path;

/** The sandbox in the place of a registry, when none is configured. */
final class EmbeddedRegistry {
    private EmbeddedRegistry() {}

    /**
     * @throws GatewayStartException when its port is taken, or its script or its store cannot be used; names the setting
     */
    static Sandbox start(SandboxSettings settings) {
        SandboxOptions options = SandboxOptions.defaults()
                .withPort(settings.port())
                .withAsyncTypes(settings.asyncTypes())
                .withTaskDelay(settings.taskDelay())
                .withStrictCatalog(settings.strictCatalog())
                .withLegacy(settings.legacy())
                .withLenientIds(settings.lenientIds())
                .withStore(settings.store().orElse(null));
        try {
            return Sandbox.start(
                    settings.trouble().map(options::withTroubleFile).orElse(options));
        } catch (TroubleScriptException e) {
            throw new GatewayStartException("sandbox.trouble: "
                    + settings.trouble().map(Path::toString).orElse("") + " " + String.join("; ", e.problems()));
        } catch (SandboxStartException e) {
            throw new GatewayStartException(
                    e.part() == SandboxStartException.Part.STORE
                            ? "sandbox.store: " + e.getMessage()
                            : "sandbox.port: " + e.getMessage() + "; choose another with --sandbox.port=N");
        }
    }
}
