package dev.fhirgateway.access;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Logs refused requests, at most one line in ten seconds: someone who guesses must not be able to fill a disk. */
final class FailedAttempts {
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private final Logger log;
    private final AtomicLong untold = new AtomicLong();
    private final AtomicLong lastLine;

    FailedAttempts(LongSupplier nanoTime, Logger log) {
        this.nanoTime = nanoTime;
        this.log = log;
        this.lastLine = new AtomicLong(nanoTime.getAsLong() - PAUSE_NANOS);
    }

    void count() {
        untold.incrementAndGet();
        long now = nanoTime.getAsLong();
        long last = lastLine.get();
        if (now - last >= PAUSE_NANOS && lastLine.compareAndSet(last, now)) {
            log.warn("Refused for want of a valid token, requests since the last such line: {}", untold.getAndSet(0));
        }
    }
}
