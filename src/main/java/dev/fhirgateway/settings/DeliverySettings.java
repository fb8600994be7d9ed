package dev.fhirgateway.settings;

import java.time.Duration;
import java.util.List;

/**
 * How hard the gateway tries, and how much at once.
 *
 * @param concurrency the in-flight window: the most registry calls at any moment, over all batches
 * @param concurrencyMin how far the number of calls at once may shrink; counts as {@code concurrency} when it is larger
 * @param maxTries the most calls for one entry, the first one included
 * @param backoffInitial the ceiling of the first random pause between tries; doubles with each try
 * @param backoffMax the ceiling of any random pause
 * @param retryAfterMax the longest {@code Retry-After} of the registry that is obeyed to the full
 * @param deadline how long after its admission a batch may still send
 */
public record DeliverySettings(
        int concurrency,
        int concurrencyMin,
        int maxTries,
        Duration backoffInitial,
        Duration backoffMax,
        Duration retryAfterMax,
        Duration deadline) {
    static final Setting<Integer> CONCURRENCY = Setting.of(
            "gateway.delivery.concurrency",
            Form.wholeNumber(1, 4096),
            "64",
            "The most registry calls at any moment, over all batches. The gateway starts with as many, makes fewer at "
                    + "once while the registry answers 429, fails or slows down, and then more again.");
    static final Setting<Integer> CONCURRENCY_MIN = Setting.of(
            "gateway.delivery.concurrency-min",
            Form.wholeNumber(1, 4096),
            "4",
            "The fewest registry calls at once that it goes down to. A value above `gateway.delivery.concurrency` "
                    + "counts as that one.");
    static final Setting<Integer> MAX_TRIES = Setting.of(
            "gateway.delivery.max-tries",
            Form.wholeNumber(1, 100),
            "6",
            "The most calls for one entry, the first one included. `1` never tries again.");
    static final Setting<Duration> BACKOFF_INITIAL = Setting.of(
            "gateway.delivery.backoff-initial",
            Form.duration(Duration.ZERO),
            "200ms",
            "The ceiling of the first pause between two tries; it doubles with each further try. Pauses are random "
                    + "below their ceiling, so that many entries do not come back at the same moment.");
    static final Setting<Duration> BACKOFF_MAX = Setting.of(
            "gateway.delivery.backoff-max",
            Form.duration(Duration.ZERO),
            "20s",
            "The ceiling that the doubling stops at. Not below `gateway.delivery.backoff-initial`.");
    static final Setting<Duration> RETRY_AFTER_MAX = Setting.of(
            "gateway.delivery.retry-after-max",
            Form.duration(Duration.ZERO),
            "20s",
            "The longest `Retry-After` of the registry that is obeyed to the full; a longer one is cut to this.");
    static final Setting<Duration> DEADLINE = Setting.of(
            "gateway.delivery.deadline",
            Form.duration(Duration.ofMillis(1)),
            "120s",
            "How long after its admission a batch may still send. What is not delivered by then is answered as "
                    + "undelivered, to be sent again. Keep it below the timeout of the EHR.");
    static final SettingGroup GROUP = new SettingGroup(
            "How hard the gateway tries, and how much at once",
            List.of(CONCURRENCY, CONCURRENCY_MIN, MAX_TRIES, BACKOFF_INITIAL, BACKOFF_MAX, RETRY_AFTER_MAX, DEADLINE));

    /**
     * Keeps an instance valid.
     *
     * @throws IllegalArgumentException when a value breaks the rule of its setting, or the pauses shrink
     */
    public DeliverySettings {
        CONCURRENCY.require(concurrency);
        CONCURRENCY_MIN.require(concurrencyMin);
        MAX_TRIES.require(maxTries);
        BACKOFF_INITIAL.require(backoffInitial);
        BACKOFF_MAX.require(backoffMax);
        RETRY_AFTER_MAX.require(retryAfterMax);
        DEADLINE.require(deadline);
        if (backoffInitial.compareTo(backoffMax) > 0) {
            throw new IllegalArgumentException(BACKOFF_INITIAL.key() + " must not exceed " + BACKOFF_MAX.key());
        }
    }

    static DeliverySettings from(SettingValues values) {
        return new DeliverySettings(
                values.get(CONCURRENCY),
                values.get(CONCURRENCY_MIN),
                values.get(MAX_TRIES),
                values.get(BACKOFF_INITIAL),
                values.get(BACKOFF_MAX),
                values.get(RETRY_AFTER_MAX),
                values.get(DEADLINE));
    }
}
