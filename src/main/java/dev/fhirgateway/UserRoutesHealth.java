package dev.fhirgateway;

import dev.fhirgateway.metrics.Gauges;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells what is wrong with the operator's route files. It stays UP, for the last good versions run and a
 * restart by the orchestrator would turn a typing error into an outage; the details say which file, line and reason.
 */
final class UserRoutesHealth extends AbstractHealthCheck {
    private final UserRoutes routes;

    private UserRoutesHealth(UserRoutes routes) {
        super("gateway", "user-routes");
        this.routes = routes;
    }

    /** In health, and by how many there are, in the metrics. */
    static void tell(CamelContext context, UserRoutes routes) {
        HealthCheckRegistry.get(context).register(new UserRoutesHealth(routes));
        MeterRegistry meters = context.getRegistry().findSingleByType(MeterRegistry.class);
        new Gauges(meters).configProblems("routes", () -> routes.problems().size());
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<UserRouteProblem> problems = routes.problems();
        builder.up();
        if (!problems.isEmpty()) {
            String all = problems.stream().map(UserRouteProblem::toString).collect(Collectors.joining("; "));
            builder.message(all).detail("lastReloadError", all);
        }
    }
}
