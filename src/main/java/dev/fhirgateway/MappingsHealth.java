package dev.fhirgateway;

import dev.fhirgateway.translation.MappingDefect;
import dev.fhirgateway.translation.Mappings;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells in health what is wrong with the operator's mappings. It stays UP, as {@link UserRoutesHealth} does and for the
 * same reason: what was in use before is in use meanwhile.
 */
final class MappingsHealth extends AbstractHealthCheck {
    private final Mappings mappings;

    private MappingsHealth(Mappings mappings) {
        super("gateway", "mappings");
        this.mappings = mappings;
    }

    /** Of the mappings that a gateway's context holds. */
    static MappingsHealth of(CamelContext context) {
        return new MappingsHealth(context.getRegistry().lookupByNameAndType(GatewayBeans.MAPPINGS, Mappings.class));
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<MappingDefect> problems = mappings.problems();
        builder.up();
        if (!problems.isEmpty()) {
            String all = problems.stream().map(MappingDefect::toString).collect(Collectors.joining("; "));
            builder.message(all).detail("lastReloadError", all);
        }
    }
}
