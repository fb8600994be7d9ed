package dev.fhirgateway;

import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.jobs.JobRunner;
import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.metrics.Gauges;
import dev.fhirgateway.sandbox.Sandbox;
import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.settings.HttpSettings;
import dev.fhirgateway.settings.ResolvedSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A running gateway: the sandbox when no registry is configured, the shipped routes, the operator's routes. Made by
 * {@link #start}, ended by {@link #close}, which first finishes what is in flight.
 */
public final class Gateway implements AutoCloseable {
    static final List<String> ROUTES = List.of(
            "1-upsert-batch.camel.yaml",
            "2-intake.camel.yaml",
            "3-translation.camel.yaml",
            "4-delivery.camel.yaml",
            "5-report.camel.yaml",
            "6-follow-up.camel.yaml",
            "7-records.camel.yaml",
            "8-jobs.camel.yaml",
            "9-dead-letters.camel.yaml",
            "10-alerts.camel.yaml");

    private final GatewaySettings settings;
    private final Main camel;
    private final HttpErrors httpErrors;
    private final UserRoutes userRoutes;
    private final Engine engine;
    private final LedgerStart ledger;
    private final @Nullable Sandbox sandbox;
    private final int port;

    private Gateway(
            GatewaySettings settings,
            Main camel,
            HttpErrors httpErrors,
            UserRoutes userRoutes,
            Engine engine,
            LedgerStart ledger,
            @Nullable Sandbox sandbox) {
        this.settings = settings;
        this.camel = camel;
        this.httpErrors = httpErrors;
        this.userRoutes = userRoutes;
        this.engine = engine;
        this.ledger = ledger;
        this.sandbox = sandbox;
        VertxPlatformHttpServer server = camel.getCamelContext().hasService(VertxPlatformHttpServer.class);
        this.port = server.getPort();
    }

    /**
     * Starts it and returns when it takes batches.
     *
     * @throws GatewayStartException when it cannot start for a reason that an operator can mend; says which
     */
    public static Gateway start(ResolvedSettings resolved) {
        Thread warmUp = new Thread(Intake::warmUp, "warm-up");
        warmUp.start();
        Engine engine = Engine.start(GatewayBeans.BATCHES_AT_ONCE);
        LedgerStart ledger = LedgerStart.begin(resolved.settings().ledger(), engine.workers());
        Sandbox sandbox = null;
        Main camel = new Main();
        // Camel's own shutdown hook waits for a stop that it does not cause; the command line has the hook.
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        try {
            sandbox = resolved.settings().embeddedRegistry()
                    ? EmbeddedRegistry.start(resolved.settings().sandbox())
                    : null;
            ResolvedSettings effective = sandbox == null ? resolved : resolved.withRegistryUrl(sandbox.url());
            PortCheck.free(
                    effective.settings().http().host(),
                    effective.settings().http().port());
            Files.createDirectories(effective.settings().config());
            MainConfiguration.apply(camel, effective, engine, ledger);
            camel.start();
            RouteEventsOnly.in(camel.getCamelContext());
            HttpErrors httpErrors =
                    httpErrors(camel.getCamelContext(), effective.settings().http());
            UserRoutes userRoutes = userRoutes(camel.getCamelContext(), effective.settings());
            healthChecks(camel.getCamelContext(), userRoutes, ledger.opened());
            warmUp.join();
            return new Gateway(effective.settings(), camel, httpErrors, userRoutes, engine, ledger, sandbox);
        } catch (Exception e) {
            camel.stop();
            ledger.close();
            engine.close();
            if (sandbox != null) {
                sandbox.close();
            }
            throw GatewayStartException.of(e);
        }
    }

    private static HttpErrors httpErrors(CamelContext context, HttpSettings http) {
        String router = VertxPlatformHttpRouter.getRouterNameFromPort(http.port());
        return HttpErrors.install(VertxPlatformHttpRouter.lookup(context, router), http.basePath());
    }

    private static UserRoutes userRoutes(CamelContext context, GatewaySettings settings) {
        Set<String> shipped =
                context.getRoutes().stream().map(Route::getRouteId).collect(Collectors.toUnmodifiableSet());
        UserRoutes userRoutes = new UserRoutes(
                new RouteFiles(
                        context, new ShippedRoutes(shipped, settings.http().basePath())),
                settings.config());
        new Gauges(context.getRegistry().findSingleByType(MeterRegistry.class))
                .configProblems("routes", () -> userRoutes.problems().size());
        userRoutes.start();
        return userRoutes;
    }

    private static void healthChecks(CamelContext context, UserRoutes userRoutes, Ledger ledger) {
        Stream.of(
                        ReloadHealth.of(userRoutes),
                        ReloadHealth.ofMappings(context),
                        RegistryHealth.of(context),
                        new LedgerHealth(ledger))
                .forEach(HealthCheckRegistry.get(context)::register);
    }

    /** The FHIR base URL, on the port that is really listened on. */
    public URI url() {
        String host = settings.http().host();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + literal + ":" + port + settings.http().basePath());
    }

    /** What it runs with. */
    public GatewaySettings settings() {
        return settings;
    }

    /** What it remembers, for tests that look into it. */
    Ledger ledger() {
        return ledger.opened();
    }

    /** The embedded registry; null when a real one is configured. */
    public @Nullable Sandbox sandbox() {
        return sandbox;
    }

    /** The Camel context, for tests that look at the routes. */
    CamelContext context() {
        return camel.getCamelContext();
    }

    @Override
    public void close() {
        httpErrors.stopping();
        userRoutes.close();
        camel.getCamelContext().getRegistry().findByType(JobRunner.class).forEach(JobRunner::stop);
        camel.stop();
        ledger.close();
        engine.close();
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
