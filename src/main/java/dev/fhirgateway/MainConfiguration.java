package dev.fhirgateway;

import dev.fhirgateway.access.ClientsFile;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.settings.HttpSettings;
import dev.fhirgateway.settings.ResolvedSettings;
import java.util.stream.Collectors;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainConfigurationProperties;

/** Camel Main as this gateway needs it: the shipped routes, one HTTP server, the settings as they were checked. */
final class MainConfiguration {
    private MainConfiguration() {}

    /**
     * Configures it before its start.
     *
     * @param engine what it runs on
     */
    static void apply(Main camel, ResolvedSettings resolved, Engine engine) {
        GatewaySettings settings = resolved.settings();
        HttpSettings http = settings.http();
        MainConfigurationProperties main = camel.configure();
        main.withName("fhir-registry-gateway")
                .withBasePackageScanEnabled(false)
                .withRoutesIncludePattern(Gateway.ROUTES.stream()
                        .map(file -> "classpath:routes/" + file)
                        .collect(Collectors.joining(",")))
                .withStreamCachingEnabled(false)
                .withJmxEnabled(false)
                .withMessageHistory(false)
                .withAutoConfigurationFailFast(true)
                .withShutdownTimeout(30)
                .setStartupSummaryLevel(StartupSummaryLevel.Off);
        main.httpServer()
                .withEnabled(true)
                .withHost(http.host())
                .withPort(http.port())
                .withPath("/");
        main.httpManagementServer()
                .withEnabled(true)
                .withHost(http.host())
                .withPort(http.port())
                .withPath("/")
                .withHealthCheckEnabled(true)
                .withHealthPath("/observe/health");
        main.health().withEnabled(true).withExposureLevel("full");
        camel.addMainListener(new SettingsBeforeEnvironment());
        camel.setPropertyPlaceholderLocations(
                "file:" + settings.config().resolve("application.properties") + ";optional=true");
        resolved.placeholders().forEach(camel::addOverrideProperty);
        camel.addOverrideProperty(
                "gateway.delivery.redeliveries",
                Integer.toString(settings.delivery().maxTries() - 1));
        ClientsFile clients = ClientsFile.open(settings.config());
        GatewayBeans.of(settings, clients, engine).forEach(camel::bind);
        camel.bind("vertx", engine.vertx());
    }
}
