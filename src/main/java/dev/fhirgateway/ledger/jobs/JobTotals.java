package dev.fhirgateway.ledger.jobs;

import java.util.Map;

/**
 * What there is of jobs.
 *
 * @param jobs how many, by how far they are
 * @param waitingEntries how many entries of them are still to be delivered
 */
public record JobTotals(Map<JobState, Long> jobs, long waitingEntries) {
    public JobTotals {
        jobs = Map.copyOf(jobs);
    }
}
