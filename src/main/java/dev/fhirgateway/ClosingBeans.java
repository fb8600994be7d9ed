package dev.fhirgateway;

import dev.fhirgateway.access.Access;
import dev.fhirgateway.access.OperatorDoor;
import dev.fhirgateway.alerts.AlertReport;
import dev.fhirgateway.alerts.Alerts;
import dev.fhirgateway.alerts.HttpPost;
import dev.fhirgateway.alerts.Observed;
import dev.fhirgateway.alerts.Webhook;
import dev.fhirgateway.closing.BalanceReport;
import dev.fhirgateway.closing.Reconciler;
import dev.fhirgateway.delivery.window.RegistryWindow;
import dev.fhirgateway.delivery.window.WindowState;
import dev.fhirgateway.delivery.window.WindowState.Circuit;
import dev.fhirgateway.ledger.Ledger;
import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.jobs.JobState;
import dev.fhirgateway.ledger.jobs.Jobs;
import dev.fhirgateway.ledger.letters.OpenCount;
import dev.fhirgateway.settings.AlertSettings;
import dev.fhirgateway.settings.GatewaySettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the routes name to tell an operator what is wrong, and that nothing is lost. */
final class ClosingBeans {
    private ClosingBeans() {}

    /**
     * @param access who may ask
     * @param window tells how the registry is
     * @param taken knows whether it has answered yet
     * @param executor where answers of the webhook are looked at
     */
    static Map<String, Object> of(
            GatewaySettings settings,
            Access access,
            RegistryWindow window,
            TakenCalls taken,
            GatewayMeters meters,
            Executor executor,
            Ledger ledger) {
        Clock clock = Clock.systemUTC();
        Jobs jobs = new Jobs(
                ledger.reader(), ledger.writer(), clock, settings.ledger().zone());
        Alerts alerts = new Alerts(
                settings.alerts(),
                settings.ledger().zone(),
                () -> observed(
                        window.state(), !taken.lastAnswered().equals(Instant.MIN), ledger, jobs, clock.instant()),
                ledger.alerts(),
                webhook(settings.alerts(), meters, executor, clock),
                clock);
        meters.alerts(alerts);
        return Map.of(
                "alerts",
                alerts,
                "alertReport",
                new AlertReport(alerts),
                "operatorDoor",
                new OperatorDoor(access),
                "balances",
                ledger.balances(),
                "balanceReport",
                new BalanceReport(),
                "balanceGauges",
                new BalanceGauges(ledger.balances(), meters.balance()),
                "reconciler",
                new Reconciler(ledger.reconciliations()));
    }

    private static Webhook webhook(AlertSettings settings, GatewayMeters meters, Executor executor, Clock clock) {
        return new Webhook(
                settings.webhookUrl()
                        .map(url -> new HttpPost(url, settings.webhookSecret(), executor))
                        .orElse(null),
                meters.alertPosts("delivered"),
                meters.alertPosts("failed"),
                clock);
    }

    private static Observed observed(WindowState window, boolean answered, Ledger ledger, Jobs jobs, Instant now) {
        return new Observed(
                known(window.circuit() == Circuit.OPEN || window.circuit() == Circuit.HALF_OPEN, answered),
                known(window.circuit() == Circuit.KEY_REFUSED, answered),
                ledger.trouble().orElse(null),
                known(() -> Optional.of(oldestWaiting(window, ledger, jobs, now))),
                known(() -> Optional.of(ledger.letters().open().stream()
                        .mapToLong(OpenCount::letters)
                        .sum())),
                known(ledger.alerts()::lastTraffic));
    }

    /** For its turn, for a task of the registry, or in a job of which not all is sent. */
    private static Duration oldestWaiting(WindowState window, Ledger ledger, Jobs jobs, Instant now) {
        Stream<Instant> waiting = Stream.concat(
                ledger.tasks().count().oldest().stream(),
                jobs.open().stream()
                        .filter(job -> job.state() != JobState.FOLLOWED)
                        .map(job -> job.asked().receivedAt()));
        Instant oldest =
                waiting.reduce(now.minus(window.oldestWait()), (one, other) -> one.isBefore(other) ? one : other);
        return Duration.between(oldest, now);
    }

    /** That all is well is known when the registry has answered; else null. */
    private static @Nullable Boolean known(boolean trouble, boolean answered) {
        return (trouble || answered) ? Boolean.valueOf(trouble) : null;
    }

    /** Null when the ledger does not tell it now. */
    private static <T> @Nullable T known(Supplier<Optional<T>> question) {
        try {
            return question.get().orElse(null);
        } catch (LedgerUnavailable fault) {
            return null;
        }
    }
}
