package dev.fhirgateway.access;

/**
 * How long bodies may be.
 *
 * @param batch in bytes, of one that is answered while its client waits
 * @param job in bytes, of one whose answer nobody waits for
 * @param largeBecomeJobs whether one that is too long for the first is taken as the second
 */
public record BodyLimits(long batch, long job, boolean largeBecomeJobs) {
    boolean becomesJob(long length) {
        return largeBecomeJobs && length > batch;
    }
}
