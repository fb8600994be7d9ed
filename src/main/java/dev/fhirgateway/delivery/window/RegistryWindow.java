package dev.fhirgateway.delivery.window;

import dev.fhirgateway.settings.DeliverySettings;
import dev.fhirgateway.settings.OutageSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets calls of the registry through: as many at once as the registry takes well, shared fairly between clients, none
 * while it is down or refuses the API key. Thread-safe; never blocks.
 */
public final class RegistryWindow {
    private static final long LONGEST_WAIT = TimeUnit.DAYS.toNanos(365);

    private final ReentrantLock lock = new ReentrantLock();
    private final Afterwards afterwards = new Afterwards();
    private final Clock clock;
    private final LongSupplier now;
    private final Admissions admissions;

    /**
     * @param delivery between which numbers of calls the limit moves
     * @param outage when the registry counts as down
     * @param clock against which deadlines are held
     * @param timer wakes the calls whose deadline passes, and fails them on its thread
     */
    public RegistryWindow(
            DeliverySettings delivery, OutageSettings outage, Clock clock, ScheduledExecutorService timer) {
        this(delivery, outage, clock, System::nanoTime, timer);
    }

    RegistryWindow(
            DeliverySettings delivery,
            OutageSettings outage,
            Clock clock,
            LongSupplier nanoTime,
            ScheduledExecutorService timer) {
        long start = nanoTime.getAsLong();
        this.clock = clock;
        this.now = () -> nanoTime.getAsLong() - start;
        this.admissions = new Admissions(
                this,
                new AdaptiveLimit(Math.min(delivery.concurrencyMin(), delivery.concurrency()), delivery.concurrency()),
                new Gates(outage, now, afterwards),
                new Deadlines(timer, this::deadlinePassed),
                now,
                afterwards);
    }

    /**
     * Asks for the turn of a call. What follows on it runs on the thread that ended another call, or on that of the
     * timer, and must not wait there for a further turn. Whoever cancels it gives its turn back.
     *
     * @param source what is written to
     * @param client of the source; all clients are served in turn
     * @param recordKey names the record among all records of the registry
     * @param deadline after it there is no turn
     * @return fails with {@link DeadlinePassed} when the deadline comes first, and with {@link RegistryDown} as soon as it
     *     is known that the call would fail
     */
    public CompletionStage<Turn> enter(String source, String client, String recordKey, Instant deadline) {
        long left = TimeUnit.NANOSECONDS.convert(Duration.between(clock.instant(), deadline));
        long since = now.getAsLong();
        WaitingCall call = new WaitingCall(
                new WaitingCall.Client(source, client), recordKey, since, since + Math.min(left, LONGEST_WAIT));
        locked(() -> admissions.ask(call));
        return call.turn;
    }

    /** Why a call for this source would fail at once; empty when it would be made, or would wait for its turn. */
    public Optional<RegistryDown> refusal(String source) {
        return read(() -> admissions.refusal(source));
    }

    /** How things stand. */
    public WindowState state() {
        return read(admissions::state);
    }

    /** How long ago it was last found out that the registry is down; empty when it never was. */
    public Optional<Duration> sinceOutage() {
        return read(admissions::sinceOutage);
    }

    void leave(Turn turn, CallOutcome outcome, String kind) {
        locked(() -> admissions.leave(turn, outcome, kind));
    }

    private void deadlinePassed() {
        locked(admissions::deadlinePassed);
    }

    private <T> T read(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        List<Runnable> pieces;
        lock.lock();
        try {
            change.run();
            pieces = afterwards.take();
        } finally {
            lock.unlock();
        }
        afterwards.run(pieces);
    }
}
