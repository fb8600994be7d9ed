package dev.fhirgateway.delivery.window;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Leave to make one call of the registry, from the moment it is given until {@link #done}, which has to follow whatever
 * happens. Thread-safe.
 */
public final class Turn {
    final WaitingCall call;
    final Gates.Pass pass;

    /** In nanoseconds since the start of the window. */
    final long began;

    /** How many calls there were then, this one included. */
    final int inFlight;

    private final RegistryWindow window;
    private final AtomicBoolean done = new AtomicBoolean();

    Turn(RegistryWindow window, WaitingCall call, Gates.Pass pass, long began, int inFlight) {
        this.window = window;
        this.call = call;
        this.pass = pass;
        this.began = began;
        this.inFlight = inFlight;
    }

    /** The call is over; has no effect when that was told before. */
    public void done(CallOutcome outcome) {
        done(outcome, "of unknown kind");
    }

    /**
     * The call is over; has no effect when that was told before.
     *
     * @param kind of a failure, for the line that tells of an outage: one of a few words such as {@code 503} or
     *     {@code connection reset}, never with anything of the record
     */
    public void done(CallOutcome outcome, String kind) {
        if (done.compareAndSet(false, true)) {
            window.leave(this, outcome, kind);
        }
    }
}
