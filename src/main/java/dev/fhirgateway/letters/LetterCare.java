package dev.fhirgateway.letters;

import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.letters.DeadLetters;
import dev.fhirgateway.ledger.letters.OpenCount;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done for letters now and then. */
public final class LetterCare {
    private static final Logger LOG = LoggerFactory.getLogger(LetterCare.class);

    private final DeadLetters letters;
    private final Duration keep;
    private final Consumer<List<OpenCount>> listener;
    private final Clock clock;

    /**
     * @param keep for how long it is known of letters what settled them
     * @param listener is told which ones are open
     */
    public LetterCare(DeadLetters letters, Duration keep, Consumer<List<OpenCount>> listener, Clock clock) {
        this.letters = letters;
        this.keep = keep;
        this.listener = listener;
        this.clock = clock;
    }

    /** Counts those that are open, for the meters. */
    public void count() {
        try {
            listener.accept(letters.open());
        } catch (LedgerUnavailable fault) {
            LOG.debug("dead letters are not counted: {}", fault.getMessage());
        }
    }

    /** Forgets those that were settled long ago. */
    public void forget() {
        try {
            int forgotten = letters.forget(clock.instant().minus(keep));
            LOG.debug("{} dead letters are forgotten", forgotten);
        } catch (LedgerUnavailable fault) {
            LOG.debug("no dead letter is forgotten: {}", fault.getMessage());
        }
    }
}
