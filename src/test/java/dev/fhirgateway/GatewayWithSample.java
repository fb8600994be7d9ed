package dev.fhirgateway;

import dev.fhirgateway.sandbox.FaultPlan;
import dev.fhirgateway.sandbox.ReceivedCall;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A gateway whose config folder holds one sample as it is shipped, before a registry that is tried once per entry. */
final class GatewayWithSample implements AutoCloseable {
    static final Path SAMPLES = Path.of("config", "samples");

    private final Gateway gateway;

    private GatewayWithSample(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * @param sample the name of the sample's file
     * @param config its config folder, which need not exist
     * @param settings what the operator set for the sample, key=value
     */
    static GatewayWithSample start(String sample, Path config, String... settings) throws IOException {
        Files.createDirectories(config);
        Files.copy(SAMPLES.resolve(sample), config.resolve(sample), StandardCopyOption.REPLACE_EXISTING);
        List<String> lines = new ArrayList<>(List.of(settings));
        lines.add("gateway.http.port=0");
        lines.add("sandbox.port=0");
        lines.add("gateway.delivery.max-tries=1");
        lines.add("gateway.ledger.folder=" + config.resolve("data"));
        Files.write(config.resolve("application.properties"), lines);
        return new GatewayWithSample(Gateway.start(SettingsReader.read(config, List.of(), Map.of(), false)));
    }

    Sandbox registry() {
        return Objects.requireNonNull(gateway.sandbox());
    }

    void registryMeets(FaultPlan trouble) {
        registry().faults(trouble);
    }

    /** The ids of the patients that the registry was called for, in the order of the calls. */
    List<String> patientsSent() {
        return registry().received().stream()
                .map(ReceivedCall::path)
                .filter(path -> path.contains("/resources/"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
