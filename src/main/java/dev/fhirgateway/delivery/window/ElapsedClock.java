package dev.fhirgateway.delivery.window;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A clock for pauses: it starts at the epoch, and nobody sets it back, so that no pause becomes an hour. */
final class ElapsedClock extends Clock {
    private final LongSupplier elapsedNanos;

    ElapsedClock(LongSupplier elapsedNanos) {
        this.elapsedNanos = elapsedNanos;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(elapsedNanos.getAsLong());
    }
}
