package dev.fhirgateway;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells in health what is wrong with the operator's route files. It stays UP, for the last good versions run and a
 * restart by the orchestrator would turn a typing error into an outage; the details say which file, line and reason.
 */
final class UserRoutesHealth extends AbstractHealthCheck {
    private final UserRoutes routes;

    UserRoutesHealth(UserRoutes routes) {
        super("gateway", "user-routes");
        this.routes = routes;
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
