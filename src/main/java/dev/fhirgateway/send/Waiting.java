package dev.fhirgateway.send;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * When the next request may be made. What the gateway asks one request to wait, all wait: it is the gateway that has no
 * room, or cannot reach the registry, not this one request.
 */
final class Waiting {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Stop stop;
    private final AtomicLong notBefore = new AtomicLong(System.nanoTime());
    private final AtomicReference<String> reason = new AtomicReference<>("");

    Waiting(Stop stop) {
        this.stop = stop;
    }

    /** @throws Stopped when that was asked for meanwhile */
    void awaitTurn() {
        stop.check();
        long left = left();
        while (left > 0) {
            stop.pause(Duration.ofNanos(left).plusMillis(1));
            left = left();
        }
    }

    /**
     * Nobody makes a request for a while.
     *
     * @param asked how long the gateway asks for; null when it does not say
     * @param tries how many there have been in a row, from 1: what is not told doubles from half a second to 30, and is
     *     taken off by chance up to a half
     * @param why for the operator
     */
    void all(@Nullable Duration asked, int tries, String why) {
        reason.set(why);
        long until = System.nanoTime()
                + Objects.requireNonNullElseGet(asked, () -> pause(tries)).toNanos();
        notBefore.accumulateAndGet(until, (one, other) -> one - other > 0 ? one : other);
    }

    /** How long one request waits whose entries, some of them, are to be sent again; other requests do not. */
    void alone(@Nullable Duration asked, int tries) {
        stop.pause(Objects.requireNonNullElseGet(asked, () -> pause(tries)));
    }

    /** Why, and how long, nothing is sent at this moment; empty when nothing is in the way. */
    String told() {
        long left = left();
        return left <= 0 ? "" : "waiting " + (TimeUnit.NANOSECONDS.toSeconds(left) + 1) + " s, " + reason.get();
    }

    private long left() {
        return notBefore.get() - System.nanoTime();
    }

    private static Duration pause(int tries) {
        long millis = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(tries - 1, 10));
        return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 2));
    }
}
