package dev.fhirgateway.followup;

import dev.fhirgateway.ledger.ParkedWord;
import java.time.Duration;

/** Is told of what the follow-up of tasks comes to. Called by many threads; has to be quick. */
public interface FollowUpListener {
    /** The registry told how a task stands. */
    void polled();

    /**
     * An entry that the registry had accepted is stored.
     *
     * @param source the registry source
     * @param took the time from the admission of its batch
     */
    void persisted(String source, Duration took);

    /** A relationship that had waited for a record does not any more. */
    void parkedEnded(ParkedWord word);
}
