package dev.fhirgateway;

import dev.fhirgateway.delivery.window.RegistryWindow;
import dev.fhirgateway.delivery.window.WindowState;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells in health how the gateway stands with the registry. It is DOWN while the registry refuses the API key, for that
 * ends only when an operator acts. It stays UP in an outage of the registry, and says so: taken out of its load balancer,
 * the gateway could not tell its clients when to come back.
 */
final class RegistryHealth extends AbstractHealthCheck {
    private final RegistryWindow window;

    private RegistryHealth(RegistryWindow window) {
        super("gateway", "registry");
        this.window = window;
    }

    /** Of the window that a gateway's context holds. */
    static RegistryHealth of(CamelContext context) {
        return new RegistryHealth(
                context.getRegistry().lookupByNameAndType(GatewayBeans.REGISTRY_WINDOW, RegistryWindow.class));
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    private static boolean isOutage(WindowState.Circuit circuit) {
        return circuit == WindowState.Circuit.OPEN || circuit == WindowState.Circuit.HALF_OPEN;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        WindowState state = window.state();
        builder.up();
        if (!state.troubles().isEmpty()) {
            String all = String.join("; ", state.troubles());
            builder.message(all).detail("registry", all);
        }
        if (!state.troubles().isEmpty() && !isOutage(state.circuit())) {
            builder.down();
        }
    }
}
