package dev.fhirgateway.delivery;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Mints {@code meta.versionId}: the registry has none. Each is larger than all before it, across restarts too, because
 * the count starts at the clock's microseconds and a gateway cannot mint a million a second. Digits only, so it fits
 * FHIR's id pattern ({@code fhir-side section 1}).
 */
public final class VersionCounter {
    private final AtomicLong last;

    /**
     * @param clock where the count starts
     */
    public VersionCounter(Clock clock) {
        last = new AtomicLong(Math.multiplyExact(clock.millis(), 1_000L));
    }

    /** The next version. */
    public String next() {
        return Long.toString(last.incrementAndGet());
    }
}
