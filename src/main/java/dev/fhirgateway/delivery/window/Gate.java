package dev.fhirgateway.delivery.window;

import dev.fhirgateway.settings.OutageSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Resilience4j's circuit breaker, with what the window has to know beyond it: when the next probe is due, whether it is
 * out, and which calls an outcome may speak for. A call that began before the gate opened says nothing about the time
 * after. Used with the lock of the window held.
 */
final class Gate {
    private final CircuitBreaker breaker;
    private final LongSupplier now;

    /** What the breaker takes for now: the same for it and for us, or they would not agree on when a probe is due. */
    private long breakerNow;

    private long openedAt;
    private long openedAgainAt;
    private long probeAt;
    private boolean probing;
    private int era;

    Gate(String name, OutageSettings outage, LongSupplier now) {
        this.now = now;
        IntervalFunction pauses =
                IntervalFunction.ofExponentialBackoff(outage.probeInterval(), 2, outage.probeIntervalMax());
        breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(outage.calls())
                        .minimumNumberOfCalls(outage.callsMin())
                        .failureRateThreshold(outage.failureRate())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(attempt -> opens(pauses.apply(attempt), attempt))
                        .recordResult(Boolean.FALSE::equals)
                        .clock(new ElapsedClock(() -> breakerNow))
                        .build());
    }

    /** The breaker asks for the pause once each time it opens. */
    private long opens(long pauseMillis, int attempt) {
        if (attempt == 1) {
            openedAt = breakerNow;
        }
        openedAgainAt = breakerNow;
        probeAt = breakerNow
                + TimeUnit.MILLISECONDS.toNanos(pauseMillis)
                + 1; // the breaker lets nothing through at its end, but after it
        era++;
        return pauseMillis;
    }

    boolean isClosed() {
        return breaker.getState() == CircuitBreaker.State.CLOSED;
    }

    /** Whether no call is let through, not even one to probe. */
    boolean refuses() {
        return breaker.getState() == CircuitBreaker.State.OPEN && now.getAsLong() < probeAt;
    }

    boolean isProbing() {
        return probing;
    }

    Duration untilProbe() {
        boolean open = breaker.getState() == CircuitBreaker.State.OPEN;
        return Duration.ofNanos(open ? Math.max(0, probeAt - now.getAsLong()) : 0);
    }

    /** How long ago it opened, over all probes. */
    Duration sinceOpened() {
        return Duration.ofNanos(now.getAsLong() - openedAt);
    }

    /** How long ago it opened last, or was found to have to stay open; empty when it never did. */
    Optional<Duration> sinceOpenedLast() {
        return era == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(now.getAsLong() - openedAgainAt));
    }

    /** Lets a call through; only when the gate neither refuses nor probes. What it returns goes with the call. */
    int enter() {
        breakerNow = now.getAsLong();
        if (!breaker.tryAcquirePermission()) {
            throw new IllegalStateException("a call entered although the gate refuses it");
        }
        probing = !isClosed();
        return era;
    }

    /** Which calls its state is about: those that entered with this number. */
    int era() {
        return era;
    }

    void good(int entered) {
        record(entered, true);
    }

    void bad(int entered) {
        record(entered, false);
    }

    private void record(int entered, boolean good) {
        if (entered == era) {
            probing = false;
            breakerNow = now.getAsLong();
            breaker.onResult(0, TimeUnit.NANOSECONDS, good);
        }
    }

    /** One is enough: opens at once, or stays open when the call was the probe. */
    void refused(int entered) {
        if (entered == era && isClosed()) {
            breakerNow = now.getAsLong();
            breaker.transitionToOpenState();
        } else {
            bad(entered);
        }
    }

    /** The call says nothing: if it was the probe, another may take its place. */
    void nothingLearned(int entered) {
        if (entered == era && probing) {
            probing = false;
            breaker.releasePermission();
        }
    }

    int failedCalls() {
        return breaker.getMetrics().getNumberOfFailedCalls();
    }

    int recordedCalls() {
        return breaker.getMetrics().getNumberOfBufferedCalls();
    }
}
