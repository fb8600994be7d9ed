package dev.fhirgateway;

import dev.fhirgateway.translation.Mappings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells in health what is wrong with files of the operator that are read again when they change. It stays UP, for the last
 * good versions are in use and a restart by the orchestrator would turn a typing error into an outage; the details say
 * which file, line and reason.
 */
final class ReloadHealth extends AbstractHealthCheck {
    private final Supplier<? extends List<?>> problems;

    private ReloadHealth(String files, Supplier<? extends List<?>> problems) {
        super("gateway", files);
        this.problems = problems;
    }

    /** Of the operator's route files. */
    static ReloadHealth of(UserRoutes routes) {
        return new ReloadHealth("user-routes", routes::problems);
    }

    /** Of the mappings that a gateway's context holds. */
    static ReloadHealth ofMappings(CamelContext context) {
        Mappings mappings = context.getRegistry().lookupByNameAndType(GatewayBeans.MAPPINGS, Mappings.class);
        return new ReloadHealth("mappings", mappings::problems);
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String all = problems.get().stream().map(Objects::toString).collect(Collectors.joining("; "));
        builder.up();
        if (!all.isEmpty()) {
            builder.message(all).detail("lastReloadError", all);
        }
    }
}
