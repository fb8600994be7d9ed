package dev.fhirgateway;

import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.ledger.Retention;
import dev.fhirgateway.report.LifeReport;
import dev.fhirgateway.settings.GatewaySettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** What the routes name to tell what is known of a record, and to forget it in time. */
final class RecordBeans {
    private RecordBeans() {}

    static Map<String, Object> of(GatewaySettings settings, GatewayMeters meters, Ledger ledger) {
        Retention retention =
                ledger.retention(Duration.ofDays(settings.followUp().retentionDays()), meters.pruned());
        meters.ledger(retention::size, Clock.systemUTC());
        return Map.of(
                "recordLives",
                ledger.lives(settings.delivery().backoffMax()),
                "lifeReport",
                new LifeReport("/gateway/records"),
                "retention",
                retention);
    }
}
