package dev.fhirgateway;

import dev.fhirgateway.ledger.Ledger;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells in health how the ledger is. It is DOWN while the ledger cannot be used: then the gateway takes no batch, and as a
 * rule that ends only when an operator acts.
 */
final class LedgerHealth extends AbstractHealthCheck {
    private final Ledger ledger;

    LedgerHealth(Ledger ledger) {
        super("gateway", "ledger");
        this.ledger = ledger;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> trouble = ledger.trouble();
        builder.up();
        trouble.ifPresent(
                reason -> builder.message(reason).detail("ledger", reason).down());
    }
}
