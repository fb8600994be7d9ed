package dev.fhirgateway;

import dev.fhirgateway.ledger.Balances;
import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.balance.DayBalance;
import dev.fhirgateway.metrics.BalanceMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the meters show the balance as it is in the ledger. */
final class BalanceGauges {
    private static final Logger LOG = LoggerFactory.getLogger(BalanceGauges.class);

    private final Balances balances;
    private final BalanceMeters meters;

    BalanceGauges(Balances balances, BalanceMeters meters) {
        this.balances = balances;
        this.meters = meters;
    }

    /** Called now and then. While the ledger cannot be read, the meters show what they did. */
    public void refresh() {
        try {
            balances.totals().forEach(this::show);
        } catch (LedgerUnavailable fault) {
            LOG.debug("the balance is not shown anew: {}", fault.getMessage());
        }
    }

    private void show(DayBalance all) {
        meters.show(all.source(), "received", all.received());
        meters.show(all.source(), "persisted", all.persisted());
        meters.show(all.source(), "unchanged", all.unchanged());
        meters.show(all.source(), "superseded", all.superseded());
        meters.show(all.source(), "answered", all.answered());
        meters.show(all.source(), "dead-lettered", all.deadLettered());
        meters.show(all.source(), "pending", all.pending());
    }
}
