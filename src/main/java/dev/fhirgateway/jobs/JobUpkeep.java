package dev.fhirgateway.jobs;

import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.jobs.Jobs;
import dev.fhirgateway.ledger.journal.Journal;
import dev.fhirgateway.ledger.journal.JournalUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets jobs in time, and takes out journals that belong to none. */
public final class JobUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(JobUpkeep.class);

    private final Jobs jobs;
    private final Journal journal;
    private final Duration keep;
    private final Clock clock;

    /** @param keep for how long a job is known after its end */
    public JobUpkeep(Jobs jobs, Journal journal, Duration keep, Clock clock) {
        this.jobs = jobs;
        this.journal = journal;
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * Takes out what a gateway left that was killed between the journal of a job and its row: nobody was told of that job.
     * To be called before the first job is taken.
     */
    public void deleteOrphans() {
        journal.ids().stream().filter(id -> !jobs.isKnown(id)).forEach(journal::delete);
    }

    /** Forgets those that ended long enough ago. */
    public void forget() {
        try {
            List<String> gone = jobs.forget(clock.instant().minus(keep));
            while (!gone.isEmpty()) {
                gone.forEach(journal::delete);
                gone = jobs.forget(clock.instant().minus(keep));
            }
        } catch (LedgerUnavailable | JournalUnavailable fault) {
            LOG.debug("no job is forgotten: {}", fault.getMessage());
        }
    }
}
