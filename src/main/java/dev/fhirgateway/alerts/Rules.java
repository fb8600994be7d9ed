package dev.fhirgateway.alerts;

import dev.fhirgateway.alerts.Reading.Level;
import dev.fhirgateway.settings.AlertSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.Map;

/** The rules that are in use, and what each says. */
final class Rules {
    private static final int HOURS_OF_A_DAY = 24;

    private final AlertSettings settings;
    private final ZoneId zone;
    private final Instant start;

    /**
     * @param zone in which hours are told
     * @param start when the gateway started
     */
    Rules(AlertSettings settings, ZoneId zone, Instant start) {
        this.settings = settings;
        this.zone = zone;
        this.start = start;
    }

    /** What each says that is in use. */
    Map<Rule, Reading> read(Observed observed, Instant now) {
        Map<Rule, Reading> readings = new EnumMap<>(Rule.class);
        if (!settings.outage().isZero()) {
            readings.put(Rule.OUTAGE, outage(observed));
        }
        readings.put(Rule.API_KEY, apiKey(observed));
        readings.put(Rule.LEDGER, ledger(observed));
        if (!settings.waiting().isZero()) {
            readings.put(Rule.WAITING, waiting(observed));
        }
        readings.put(Rule.DEAD_LETTERS, deadLetters(observed));
        if (!settings.noTraffic().isZero()) {
            readings.put(Rule.NO_TRAFFIC, noTraffic(observed, now));
        }
        return readings;
    }

    /** Nobody has asked the registry yet: what was so before the start may still be. */
    private Reading notKnown() {
        return lasting(Level.BETWEEN, "it is not known yet how the registry is");
    }

    private Reading outage(Observed observed) {
        Boolean down = observed.down();
        if (down == null) {
            return notKnown();
        }
        return down
                ? new Reading(
                        Level.HIGH,
                        "the registry is down or failing; no calls are made, and what can wait does",
                        settings.outage().toMillis())
                : lasting(Level.LOW, "the registry takes calls");
    }

    private Reading apiKey(Observed observed) {
        Boolean refused = observed.keyRefused();
        if (refused == null) {
            return notKnown();
        }
        return refused
                ? lasting(Level.HIGH, "the registry refuses the API key; nothing is delivered until it is a good one")
                : lasting(Level.LOW, "the registry does not refuse the API key");
    }

    private Reading ledger(Observed observed) {
        String trouble = observed.ledgerTrouble();
        return trouble == null
                ? lasting(Level.LOW, "the ledger can be used")
                : lasting(Level.HIGH, "the ledger cannot be used, and no batch is taken: " + trouble);
    }

    private Reading waiting(Observed observed) {
        Duration oldest = observed.oldestWaiting();
        if (oldest == null) {
            return lasting(Level.BETWEEN, "it is not known how long the oldest entry waits");
        }
        Level level = level(oldest.toMillis(), settings.waiting().toMillis());
        return lasting(
                level,
                "the oldest entry that has not ended waits for " + minutes(oldest) + " (gateway.alerts.waiting is "
                        + minutes(settings.waiting()) + ")");
    }

    private Reading deadLetters(Observed observed) {
        Long letters = observed.deadLetters();
        return letters == null
                ? lasting(Level.BETWEEN, "it is not known how many dead letters there are")
                : lasting(
                        level(letters, settings.deadLetters()),
                        "there are " + letters + " dead letters (gateway.alerts.dead-letters is "
                                + settings.deadLetters() + ")");
    }

    private Reading noTraffic(Observed observed, Instant now) {
        ZonedDateTime local = now.atZone(zone);
        int from = settings.trafficHours().from();
        int to = settings.trafficHours().to();
        if (local.getHour() < from || local.getHour() >= to) {
            return lasting(Level.BETWEEN, "no batch is expected at this hour");
        }
        Instant last = observed.lastTraffic() == null ? start : observed.lastTraffic();
        Instant opened = to - from == HOURS_OF_A_DAY
                ? last
                : local.toLocalDate().atTime(from, 0).atZone(zone).toInstant();
        Duration quiet = Duration.between(last.isAfter(opened) ? last : opened, now);
        return lasting(
                level(quiet.toMillis(), settings.noTraffic().toMillis()),
                "no batch has come for " + minutes(quiet) + " (gateway.alerts.no-traffic is "
                        + minutes(settings.noTraffic()) + ")");
    }

    /** Raised above the limit, cleared at half of it. */
    private static Level level(long value, long limit) {
        if (value > limit) {
            return Level.HIGH;
        }
        return value <= limit / 2 ? Level.LOW : Level.BETWEEN;
    }

    private Reading lasting(Level level, String words) {
        return new Reading(level, words, settings.lasting().toMillis());
    }

    private static String minutes(Duration duration) {
        return duration.toMinutes() == 0 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }
}
