package dev.fhirgateway.delivery.window;

import dev.fhirgateway.settings.OutageSettings;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an outage of the registry from records that fail alone: it opens when many different records fail among the
 * last calls, and one call at a time finds out when it is over. Used with the lock of the window held.
 */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryWindow.class);

    private final Gate gate;
    private final FailingRecords failing;
    private final Afterwards afterwards;
    private @Nullable String lastProbe;

    Outage(OutageSettings settings, LongSupplier now, Afterwards afterwards) {
        this.gate = new Gate("registry", settings, now);
        this.failing = new FailingRecords(settings.calls());
        this.afterwards = afterwards;
    }

    Gate gate() {
        return gate;
    }

    /** Why no call is made now; empty when one may be, or may wait. */
    Optional<RegistryDown> refusal() {
        return gate.refuses()
                ? Optional.of(new RegistryDown("the registry is down or failing", gate.untilProbe()))
                : Optional.empty();
    }

    /**
     * What came of a call.
     *
     * @param entered what the gate gave it
     * @param othersWait whether another call could probe
     */
    void record(int entered, String record, CallOutcome outcome, String kind, boolean othersWait) {
        if (entered != gate.era()) {
            return;
        }
        switch (outcome) {
            case TAKEN -> {
                failing.taken(record);
                works(entered);
            }
            case THROTTLED -> throttled(entered);
            case FAILED -> failed(entered, record, kind, othersWait);
            case KEY_REFUSED, SOURCE_REFUSED, NOT_MADE -> gate.nothingLearned(entered);
        }
    }

    private void works(int entered) {
        boolean probed = gate.isProbing();
        gate.good(entered);
        if (probed) {
            failing.clear();
            lastProbe = null;
            long seconds = gate.sinceOpened().toSeconds();
            afterwards.add(() -> LOG.info("The registry takes calls again, after {} s", seconds));
        }
    }

    /** Who asks for less is there; but while it works, this says nothing about how well. */
    private void throttled(int entered) {
        if (gate.isProbing()) {
            works(entered);
        }
    }

    private void failed(int entered, String record, String kind, boolean othersWait) {
        if (gate.isProbing()) {
            probeFailed(entered, record, othersWait);
        } else if (failing.failsAnew(record, kind)) {
            gate.bad(entered);
            if (!gate.isClosed()) {
                opened();
            }
        }
    }

    /** A record that fails alone must not keep all others out by being the probe each time. */
    private void probeFailed(int entered, String record, boolean othersWait) {
        if (othersWait && record.equals(lastProbe)) {
            gate.nothingLearned(entered);
        } else {
            lastProbe = record;
            gate.bad(entered);
        }
    }

    private void opened() {
        int failed = gate.failedCalls();
        int calls = gate.recordedCalls();
        String kinds = failing.kinds();
        long millis = gate.untilProbe().toMillis();
        failing.clear();
        afterwards.add(() -> LOG.error(
                "The registry is down or failing: {} of the last {} calls failed, each of another record ({}). No more"
                        + " are made; a first one tries again in {} ms",
                failed,
                calls,
                kinds,
                millis));
    }
}
