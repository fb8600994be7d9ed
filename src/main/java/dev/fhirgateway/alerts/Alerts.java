package dev.fhirgateway.alerts;

import dev.fhirgateway.alerts.Alert.Event;
import dev.fhirgateway.ledger.KeptAlerts;
import dev.fhirgateway.ledger.KeptAlerts.KeptAlert;
import dev.fhirgateway.settings.AlertSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then how things stand, and tells what an operator has to know: in the log, and to a webhook if there is one.
 * However much goes wrong, there is one alert for each rule, and it is told once until it is over or its time to be repeated
 * has come. A restart goes on where the last gateway stopped.
 */
public final class Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final AlertSettings settings;
    private final Rules rules;
    private final Supplier<Observed> observe;
    private final KeptAlerts kept;
    private final Webhook webhook;
    private final Clock clock;
    private final Map<Rule, RuleState> states = new EnumMap<>(Rule.class);
    private final Map<Rule, KeptAlert> unkept = new EnumMap<>(Rule.class);

    /**
     * @param zone in which hours are told
     * @param observe tells how things stand
     * @param kept what was told until now
     * @param webhook to whom else it is told
     */
    public Alerts(
            AlertSettings settings,
            ZoneId zone,
            Supplier<Observed> observe,
            KeptAlerts kept,
            Webhook webhook,
            Clock clock) {
        this.settings = settings;
        this.rules = new Rules(settings, zone, clock.instant());
        this.observe = observe;
        this.kept = kept;
        this.webhook = webhook;
        this.clock = clock;
        webhook.whenSettled(this::settled);
        kept.all().forEach(this::goOn);
    }

    private void goOn(KeptAlert before) {
        Rule.of(before.rule()).ifPresent(rule -> {
            states.put(rule, new RuleState(before.raised(), before.since(), before.toldAt(), null, before.words()));
            if (!before.delivered()) {
                Event event = before.raised() ? Event.RAISED : Event.CLEARED;
                webhook.tell(new Alert(rule, event, before.since(), before.toldAt(), before.words()));
            }
        });
    }

    /** Looks how things stand, and tells what there is to tell. Called every few seconds; waits for nothing. */
    public void look() {
        look(observe.get());
        webhook.post();
    }

    private synchronized void look(Observed observed) {
        Instant now = clock.instant();
        rules.read(observed, now).forEach((rule, reading) -> {
            RuleState.Next next =
                    states.getOrDefault(rule, RuleState.CALM).next(reading, now, settings.lasting(), settings.repeat());
            states.put(rule, next.state());
            next.told().ifPresent(event -> tell(rule, event, next.state()));
        });
        keep();
    }

    private void tell(Rule rule, Event event, RuleState state) {
        if (event == Event.CLEARED) {
            LOG.info("The alert {} is over: {}", rule.code(), state.words());
        } else {
            LOG.warn(
                    "ALERT {}{}: {} (since {})",
                    rule.code(),
                    event == Event.REPEATED ? ", still" : "",
                    state.words(),
                    state.since());
        }
        boolean settled = !webhook.tell(new Alert(rule, event, state.since(), state.toldAt(), state.words()));
        unkept.put(rule, kept(rule, state, settled));
    }

    /** The webhook has what was told of a rule last, or does not get it any more. */
    private synchronized void settled(Alert alert) {
        RuleState state = states.getOrDefault(alert.rule(), RuleState.CALM);
        if (state.toldAt().equals(alert.at())) {
            unkept.put(alert.rule(), kept(alert.rule(), state, true));
            keep();
        }
    }

    private static KeptAlert kept(Rule rule, RuleState state, boolean settled) {
        return new KeptAlert(rule.code(), state.raised(), state.since(), state.toldAt(), state.words(), settled);
    }

    /** What cannot be written now is tried again with the next look. */
    private void keep() {
        List<Map.Entry<Rule, KeptAlert>> all =
                new ArrayList<>(Map.copyOf(unkept).entrySet());
        unkept.clear();
        all.forEach(each -> kept.keep(each.getValue()).whenComplete((done, fault) -> {
            if (fault != null) {
                again(each.getKey(), each.getValue());
            }
        }));
    }

    private synchronized void again(Rule rule, KeptAlert alert) {
        unkept.putIfAbsent(rule, alert);
    }

    /** Whether the alert of a rule is raised. */
    public synchronized boolean isRaised(Rule rule) {
        return states.getOrDefault(rule, RuleState.CALM).raised();
    }

    /** How each rule stands that is in use, or was told of. */
    synchronized Map<Rule, RuleState> states() {
        return new EnumMap<>(states);
    }

    /** To whom else it is told. */
    Webhook webhook() {
        return webhook;
    }
}
