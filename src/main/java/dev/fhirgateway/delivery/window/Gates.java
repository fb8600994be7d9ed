package dev.fhirgateway.delivery.window;

import dev.fhirgateway.delivery.window.WindowState.Circuit;
import dev.fhirgateway.settings.OutageSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/** All that can keep calls from being made, however few there are. Used with the lock of the window held. */
final class Gates {
    private final Outage outage;
    private final ApiKey key;

    Gates(OutageSettings settings, LongSupplier now, Afterwards afterwards) {
        outage = new Outage(settings, now, afterwards);
        key = new ApiKey(settings, now, afterwards);
    }

    /** Why a call for this source is not made now; empty when it may be, or may wait. */
    Optional<RegistryDown> refusal(String source) {
        return key.refusal(source).or(outage::refusal);
    }

    /** Whether one more call may be made, as far as the others are concerned. */
    boolean isFree(int inFlight, int limit) {
        Gate gate = outage.gate();
        return gate.isClosed() ? inFlight < limit : !gate.isProbing();
    }

    /** Lets a call through; only when it is not refused, and there is room. */
    Pass enter(String source) {
        return new Pass(outage.gate().enter(), key.enter(source));
    }

    /**
     * What came of a call.
     *
     * @param othersWait whether other calls do
     * @return whether an outage is over with it
     */
    boolean record(WaitingCall call, Pass pass, CallOutcome outcome, String kind, boolean othersWait) {
        boolean wasClosed = outage.gate().isClosed();
        key.record(pass.key(), call.client.source(), outcome);
        outage.record(pass.outage(), call.recordKey, outcome, kind, othersWait);
        return !wasClosed && outage.gate().isClosed();
    }

    Circuit circuit() {
        if (!key.all().isClosed()) {
            return Circuit.KEY_REFUSED;
        }
        if (outage.gate().isClosed()) {
            return Circuit.CLOSED;
        }
        return outage.gate().refuses() ? Circuit.OPEN : Circuit.HALF_OPEN;
    }

    /** The most calls at once, when so many could be. */
    int atOnce(int limit) {
        if (key.all().refuses()) {
            return 0;
        }
        return switch (circuit()) {
            case CLOSED -> limit;
            case OPEN -> 0;
            case HALF_OPEN, KEY_REFUSED -> 1;
        };
    }

    Optional<Duration> sinceOutage() {
        return outage.gate().sinceOpenedLast();
    }

    Duration untilProbe() {
        Gate gate = key.all().isClosed() ? outage.gate() : key.all();
        return gate.untilProbe();
    }

    List<String> troubles() {
        List<String> troubles = new ArrayList<>(key.troubles());
        outage.refusal().ifPresent(down -> troubles.add(Objects.requireNonNull(down.getMessage())));
        return troubles;
    }

    /**
     * What the gates gave a call.
     *
     * @param outage that of outages
     * @param key those of the API key
     */
    record Pass(int outage, ApiKey.Pass key) {}
}
