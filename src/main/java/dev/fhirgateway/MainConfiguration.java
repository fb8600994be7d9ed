package dev.fhirgateway;

import dev.fhirgateway.access.ClientsFile;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.settings.HttpSettings;
import dev.fhirgateway.settings.ResolvedSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.stream.Collectors;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainConfigurationProperties;

/** Camel Main as this gateway needs it: the shipped routes, one HTTP server, the settings as they were checked. */
final class MainConfiguration {
    private MainConfiguration() {}

    /**
     * Configures it before its start.
     *
     * @param engine what it runs on
     * @param ledger what it remembers, when it is open
     */
    static void apply(Main camel, ResolvedSettings resolved, Engine engine, LedgerStart ledger) {
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
                .withHealthPath("/observe/health")
                .withMetricsEnabled(true);
        metrics(camel);
        main.health().withEnabled(true).withExposureLevel("full");
        camel.addMainListener(new SettingsBeforeEnvironment());
        camel.setPropertyPlaceholderLocations(
                "file:" + settings.config().resolve("application.properties") + ";optional=true");
        resolved.placeholders().forEach(camel::addOverrideProperty);
        camel.addOverrideProperty(
                "gateway.delivery.redeliveries",
                Integer.toString(settings.delivery().maxTries() - 1));
        ClientsFile clients = ClientsFile.open(settings.config());
        MeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        camel.bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        GatewayBeans.of(settings, clients, new GatewayMeters(meters), engine, ledger)
                .forEach(camel::bind);
        camel.bind("vertx", engine.vertx());
    }

    /**
     * Camel's own meters of routes and exchanges cost time for each entry and each call, and tell nothing that ours do
     * not: an operator who wants them says so in the file, which wins over this.
     */
    private static void metrics(Main camel) {
        camel.addInitialProperty("camel.metrics.enabled", "true");
        camel.addInitialProperty("camel.metrics.path", "/observe/metrics");
        camel.addInitialProperty("camel.metrics.enableRoutePolicy", "false");
        camel.addInitialProperty("camel.metrics.enableExchangeEventNotifier", "false");
        camel.addInitialProperty("camel.metrics.enableRouteEventNotifier", "false");
        camel.addInitialProperty(
                "camel.metrics.binders",
                "class-loader,file-descriptor,jvm-gc,jvm-info,jvm-memory,jvm-thread,processor,uptime");
    }
}
