package dev.fhirgateway.delivery.window;

import dev.fhirgateway.settings.OutageSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the registry takes the API key: for anything at all, and for each source. One refusal stops the calls that it
 * is about; now and then one goes out, and when it is taken, so are the others. Used with the lock of the window held.
 */
final class ApiKey {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryWindow.class);
    private static final String REFUSED = "the registry refuses the API key of this gateway (401)";
    private static final String REMEDY = "; its operator has to mend gateway.registry.api-key";

    private final OutageSettings settings;
    private final LongSupplier now;
    private final Afterwards afterwards;
    private final Gate all;

    /** Of the sources that were refused once; as many as there are in the file of clients at most. */
    private final Map<String, Gate> sources = new HashMap<>();

    ApiKey(OutageSettings settings, LongSupplier now, Afterwards afterwards) {
        this.settings = settings;
        this.now = now;
        this.afterwards = afterwards;
        this.all = new Gate("api-key", settings, now);
    }

    Gate all() {
        return all;
    }

    /** Why no call for this source is made now; also while the one that tries is out. */
    Optional<RegistryDown> refusal(String source) {
        Gate own = sources.get(source);
        if (all.refuses() || all.isProbing()) {
            return Optional.of(new RegistryDown(REFUSED + REMEDY, all.untilProbe()));
        }
        return own != null && (own.refuses() || own.isProbing())
                ? Optional.of(new RegistryDown(refused(source) + REMEDY, own.untilProbe()))
                : Optional.empty();
    }

    /** What is the matter; empty when nothing is. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        if (!all.isClosed()) {
            troubles.add(REFUSED + REMEDY);
        }
        sources.keySet().stream()
                .filter(source -> !isClosed(sources.get(source)))
                .sorted()
                .forEach(source -> troubles.add(refused(source) + REMEDY));
        return troubles;
    }

    /** Lets a call through that was not refused. */
    Pass enter(String source) {
        Gate own = sources.get(source);
        return new Pass(all.enter(), own == null ? 0 : own.enter());
    }

    /** What came of a call. */
    void record(Pass pass, String source, CallOutcome outcome) {
        Gate own = sources.get(source);
        switch (outcome) {
            case TAKEN -> {
                taken(all, pass.all(), "The registry takes the API key again");
                if (own != null) {
                    taken(own, pass.source(), "The registry takes the API key for source " + source + " again");
                }
            }
            case KEY_REFUSED -> refused(all, pass.all(), REFUSED);
            case SOURCE_REFUSED -> {
                taken(all, pass.all(), "The registry knows the API key again");
                refused(ofSource(source), pass.source(), refused(source));
            }
            case THROTTLED, FAILED, NOT_MADE -> all.nothingLearned(pass.all());
        }
        if (own != null) {
            own.nothingLearned(pass.source());
        }
    }

    private void taken(Gate gate, int entered, String text) {
        if (gate.isProbing() && entered == gate.era()) {
            gate.good(entered);
            afterwards.add(() -> LOG.info("{}; sending goes on", text));
        }
    }

    private void refused(Gate gate, int entered, String text) {
        boolean news = gate.isClosed() && entered == gate.era();
        gate.refused(entered);
        if (news) {
            afterwards.add(() -> LOG.error("Sending stops: {}{}", text, REMEDY));
        }
    }

    private Gate ofSource(String source) {
        return sources.computeIfAbsent(source, any -> new Gate("api-key-of-source", settings, now));
    }

    private static boolean isClosed(@Nullable Gate gate) {
        return gate == null || gate.isClosed();
    }

    private static String refused(String source) {
        return "the registry refuses the API key of this gateway for source " + source + " (403)";
    }

    /**
     * What the gates gave a call.
     *
     * @param all the one for everything
     * @param source the one for its source; 0 when there was none
     */
    record Pass(int all, int source) {}
}
