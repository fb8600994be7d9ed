package dev.fhirgateway.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fhirgateway.MovableClock;
import dev.fhirgateway.alerts.Alert.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Its receiver may be down, and nobody is the worse for it. */
class WebhookTest {
    private static final Instant START = Instant.parse("2026-01-02T06:00:00Z");

    private final MovableClock clock = new MovableClock(START);
    private final List<String> requests = new ArrayList<>();
    private final List<Alert> settled = new ArrayList<>();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private Optional<String> trouble = Optional.empty();

    @Test
    void anAlertIsPostedOnce() {
        Webhook webhook = webhook();
        webhook.tell(alert(Rule.OUTAGE, Event.RAISED));

        looks(webhook, Duration.ofHours(1));

        assertThat(requests).containsExactly("outage raised");
        assertThat(settled).hasSize(1);
        assertThat(delivered).hasValue(1);
        assertThat(webhook.state()).isEqualTo("works");
    }

    @Test
    void aReceiverThatIsDownIsTriedAFewTimesAndThenLeftAlone() {
        Webhook webhook = webhook();
        trouble = Optional.of("HTTP 500");
        webhook.tell(alert(Rule.OUTAGE, Event.RAISED));

        looks(webhook, Duration.ofHours(6));

        assertThat(requests).hasSize(8);
        assertThat(failed).hasValue(8);
        assertThat(settled).hasSize(1);
        assertThat(webhook.state()).isEqualTo("fails");
    }

    @Test
    void ofEachRuleTheNewestAlertAloneWaits() {
        Webhook webhook = webhook();
        trouble = Optional.of("HTTP 500");
        for (int i = 0; i < 1000; i++) {
            webhook.tell(alert(Rule.OUTAGE, i % 2 == 0 ? Event.RAISED : Event.CLEARED));
        }
        webhook.post();
        trouble = Optional.empty();
        looks(webhook, Duration.ofHours(1));

        assertThat(requests).containsExactly("outage cleared", "outage cleared");
        assertThat(webhook.state()).isEqualTo("works");
    }

    @Test
    void nothingIsPostedWhileAnAnswerIsAwaited() {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        Webhook webhook = new Webhook(
                alert -> {
                    requests.add(alert.rule().code());
                    return answer;
                },
                delivered::addAndGet,
                failed::addAndGet,
                clock);
        webhook.tell(alert(Rule.OUTAGE, Event.RAISED));
        webhook.tell(alert(Rule.LEDGER, Event.RAISED));

        looks(webhook, Duration.ofMinutes(1));
        assertThat(requests).hasSize(1);

        answer.complete(Optional.empty());
        looks(webhook, Duration.ofMinutes(1));
        assertThat(requests).hasSize(2);
    }

    private Webhook webhook() {
        Webhook webhook = new Webhook(
                alert -> {
                    requests.add(alert.rule().code() + " " + alert.event().code());
                    return CompletableFuture.completedFuture(trouble);
                },
                delivered::addAndGet,
                failed::addAndGet,
                clock);
        webhook.whenSettled(settled::add);
        return webhook;
    }

    private void looks(Webhook webhook, Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            webhook.post();
            clock.move(Duration.ofSeconds(5));
        }
    }

    private Alert alert(Rule rule, Event event) {
        return new Alert(rule, event, START, clock.instant(), "zz");
    }
}
