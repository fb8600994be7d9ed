package dev.fhirgateway.delivery.window;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Who gets the next turn, and who gets none. Used with the lock of the window held. */
final class Admissions {
    private final RegistryWindow window;
    private final AdaptiveLimit limit;
    private final Gates gates;
    private final Deadlines deadlines;
    private final LongSupplier now;
    private final Afterwards afterwards;
    private final FairQueue queue = new FairQueue();
    private int inFlight;

    Admissions(
            RegistryWindow window,
            AdaptiveLimit limit,
            Gates gates,
            Deadlines deadlines,
            LongSupplier now,
            Afterwards afterwards) {
        this.window = window;
        this.limit = limit;
        this.gates = gates;
        this.deadlines = deadlines;
        this.now = now;
        this.afterwards = afterwards;
    }

    /** A call asks for its turn. */
    void ask(WaitingCall call) {
        Optional<Exception> refusal = refusal(call);
        if (refusal.isPresent()) {
            fail(call, refusal.get());
            return;
        }
        queue.add(call);
        serve();
        if (call.queued) {
            deadlines.add(call, call.since);
        }
    }

    /** A turn is over. */
    void leave(Turn turn, CallOutcome outcome, String kind) {
        inFlight--;
        long at = now.getAsLong();
        if (outcome == CallOutcome.TAKEN || outcome == CallOutcome.THROTTLED || outcome == CallOutcome.FAILED) {
            limit.sample(turn.began, at, turn.inFlight, outcome != CallOutcome.TAKEN);
        }
        boolean outageOver = gates.record(turn.call, turn.pass, outcome, kind, queue.size() > 0);
        if (outageOver) {
            limit.restart(at);
        }
        if (outcome == CallOutcome.KEY_REFUSED || outcome == CallOutcome.SOURCE_REFUSED) {
            turnAway();
        }
        serve();
    }

    /** The time of the calls that have waited longest may be over. */
    void deadlinePassed() {
        for (WaitingCall call : deadlines.due(now.getAsLong())) {
            queue.remove(call);
            fail(call, new DeadlinePassed());
        }
    }

    Optional<RegistryDown> refusal(String source) {
        return gates.refusal(source);
    }

    Optional<Duration> sinceOutage() {
        return gates.sinceOutage();
    }

    WindowState state() {
        long at = now.getAsLong();
        return new WindowState(
                gates.circuit(),
                gates.atOnce(limit.current()),
                inFlight,
                queue.size(),
                Duration.ofNanos(at - queue.oldest(at)),
                gates.untilProbe(),
                gates.troubles());
    }

    /** As many as there is room for; in an outage there is for all, and each is turned away. */
    private void serve() {
        while (gates.isFree(inFlight, limit.current())) {
            WaitingCall call = queue.poll();
            if (call == null) {
                return;
            }
            deadlines.remove(call);
            refusal(call).ifPresentOrElse(refusal -> fail(call, refusal), () -> admit(call));
        }
    }

    private Optional<Exception> refusal(WaitingCall call) {
        return now.getAsLong() >= call.deadline
                ? Optional.of(new DeadlinePassed())
                : refusal(call.client.source()).map(Exception.class::cast);
    }

    private void admit(WaitingCall call) {
        inFlight++;
        Turn turn = new Turn(window, call, gates.enter(call.client.source()), now.getAsLong(), inFlight);
        afterwards.add(() -> {
            if (!call.turn.complete(turn)) {
                turn.done(CallOutcome.NOT_MADE); // the caller has cancelled it
            }
        });
    }

    /** All that wait for a source that is refused now. */
    private void turnAway() {
        Map<String, Optional<RegistryDown>> known = new HashMap<>();
        Function<String, Optional<RegistryDown>> refusals = source -> known.computeIfAbsent(source, this::refusal);
        for (WaitingCall call : queue.removeAll(source -> refusals.apply(source).isPresent())) {
            deadlines.remove(call);
            refusals.apply(call.client.source()).ifPresent(refusal -> fail(call, refusal));
        }
    }

    private void fail(WaitingCall call, Exception why) {
        afterwards.add(() -> call.turn.completeExceptionally(why));
    }
}
