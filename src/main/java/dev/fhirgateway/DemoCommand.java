package dev.fhirgateway;

import dev.fhirgateway.demo.Demo;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.settings.SettingsReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Runs the demo on a gateway and a sandbox of its own: free ports, an empty config folder, no environment. So it
 * disturbs nothing that runs, and the operator's feeds do not start to write into it.
 */
final class DemoCommand {
    private DemoCommand() {}

    /**
     * Starts it, runs it, stops it.
     *
     * @return the exit code: 0 when every entry arrived, 1 otherwise
     */
    static int run(PrintStream out) {
        try {
            Path config = Files.createTempDirectory("fhir-registry-gateway-demo");
            List<String> settings = List.of(
                    "--gateway.mode=development",
                    "--gateway.http.port=0",
                    "--gateway.ledger.folder=" + config.resolve("data"),
                    "--sandbox.port=0");
            try (Gateway gateway = Gateway.start(SettingsReader.read(config, settings, Map.of(), false))) {
                Sandbox sandbox = Objects.requireNonNull(gateway.sandbox());
                return new Demo(gateway.url(), sandbox.url(), out).run() == 0 ? 0 : 1;
            } finally {
                deleteAll(config);
            }
        } catch (IOException e) {
            throw new GatewayStartException("the demo cannot run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
