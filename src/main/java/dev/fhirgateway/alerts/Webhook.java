package dev.fhirgateway.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts alerts. Of each rule it holds the newest one alone, and it makes one request at a time, so that there is no storm
 * when its receiver is down: each alert is tried a few times after growing pauses and then given up; it was in the log.
 */
public final class Webhook {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final int TRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final @Nullable Function<Alert, CompletionStage<Optional<String>>> poster;
    private final LongConsumer posted;
    private final LongConsumer failed;
    private final Clock clock;
    private final Map<Rule, Waiting> waiting = new EnumMap<>(Rule.class);
    private Consumer<Alert> settled = alert -> {};
    private boolean posting;
    private boolean failing;

    /**
     * @param poster posts one; tells why it was not taken, or nothing. Never completes exceptionally. Null for none
     * @param posted counts those that were taken
     * @param failed counts posts that were not
     */
    public Webhook(
            @Nullable Function<Alert, CompletionStage<Optional<String>>> poster,
            LongConsumer posted,
            LongConsumer failed,
            Clock clock) {
        this.poster = poster;
        this.posted = posted;
        this.failed = failed;
        this.clock = clock;
    }

    void whenSettled(Consumer<Alert> listener) {
        settled = listener;
    }

    /** Takes an alert, in place of an older one of its rule; gives whether it will be posted at all. */
    synchronized boolean tell(Alert alert) {
        if (poster == null) {
            return false;
        }
        waiting.put(alert.rule(), new Waiting(alert, 0, clock.instant()));
        return true;
    }

    /** Begins to post what is due, if there is anything, and nothing is on its way. */
    void post() {
        var by = poster;
        Waiting next = by == null ? null : take();
        if (by != null && next != null) {
            by.apply(next.alert).thenAccept(trouble -> done(next, trouble.orElse(null)));
        }
    }

    private synchronized @Nullable Waiting take() {
        Instant now = clock.instant();
        if (posting) {
            return null;
        }
        Waiting next = waiting.values().stream()
                .filter(one -> !one.due.isAfter(now))
                .min((one, other) -> one.due.compareTo(other.due))
                .orElse(null);
        posting = next != null;
        return next;
    }

    private void done(Waiting one, @Nullable String trouble) {
        (trouble == null ? posted : failed).accept(1);
        boolean over = trouble == null || one.tries + 1 == TRIES;
        synchronized (this) {
            posting = false;
            told(trouble);
            Waiting then = over
                    ? null
                    : new Waiting(one.alert, one.tries + 1, clock.instant().plus(pause(one.tries)));
            waiting.computeIfPresent(one.alert.rule(), (rule, newest) -> newest.equals(one) ? then : newest);
        }
        if (over) {
            settled.accept(one.alert);
        }
    }

    /** Once when it begins to fail, and once when it works again. */
    private void told(@Nullable String trouble) {
        if (trouble != null && !failing) {
            LOG.warn(
                    "The webhook of alerts does not take them ({}); they are in this log, and each is tried {} times",
                    trouble,
                    TRIES);
        } else if (trouble == null && failing) {
            LOG.info("The webhook of alerts takes them again");
        }
        failing = trouble != null;
    }

    private static Duration pause(int tries) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << tries);
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** In a word: off, works, or fails. */
    synchronized String state() {
        if (poster == null) {
            return "off";
        }
        return failing ? "fails" : "works";
    }

    private record Waiting(Alert alert, int tries, Instant due) {}
}
