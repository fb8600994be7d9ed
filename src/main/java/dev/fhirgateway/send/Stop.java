package dev.fhirgateway.send;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether all work is to end early: because somebody asked for it, or because it makes no sense to go on. */
final class Stop {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();

    /** Asks for it, as Ctrl-C does. */
    void ask() {
        asked.countDown();
    }

    /** Asks for it because of a fault; the first one is told. */
    void because(String reason) {
        fault.compareAndSet(null, reason);
        asked.countDown();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** What makes it senseless to go on; nothing when it was merely asked for. */
    Optional<String> fault() {
        return Optional.ofNullable(fault.get());
    }

    /** @throws Stopped when it was asked for */
    void check() {
        if (isAsked()) {
            throw new Stopped();
        }
    }

    /**
     * Lets time pass.
     *
     * @throws Stopped when it was asked for, at once
     */
    void pause(Duration time) {
        try {
            if (asked.await(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ask();
            throw new Stopped();
        }
    }
}
