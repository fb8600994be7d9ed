package dev.fhirgateway.ledger.jobs;

import java.util.Objects;

/**
 * How far a job is.
 *
 * @param job which one
 * @param counts what became of its entries up to now
 * @param perSecond how many entries ended in a second lately; 0 when none did
 */
public record JobProgress(Job job, JobCounts counts, double perSecond) {
    public JobProgress {
        Objects.requireNonNull(job);
        Objects.requireNonNull(counts);
    }

    /** How many entries are neither as they will stay, nor in the hands of the registry. */
    public int left() {
        return job.entries() - counts.done();
    }
}
