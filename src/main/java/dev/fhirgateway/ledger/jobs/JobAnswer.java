package dev.fhirgateway.ledger.jobs;

import dev.fhirgateway.ledger.BatchStatus;
import dev.fhirgateway.ledger.journal.JournalEntry;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * What is told of jobs to the client that they belong to.
 */
public sealed interface JobAnswer {
    /**
     * A job was taken.
     *
     * @param job which one
     */
    record Taken(Job job) implements JobAnswer {
        public Taken {
            Objects.requireNonNull(job);
        }
    }

    /**
     * How far a job is.
     *
     * @param base the URL of the FHIR endpoint, as the client reached it
     */
    record Status(JobProgress progress, String base) implements JobAnswer {}

    /**
     * What is not yet sent of a job is not to be sent; or nothing was left, and the job is forgotten.
     *
     * @param base the URL of the FHIR endpoint, as the client reached it
     */
    record Cancelled(JobProgress progress, String base) implements JobAnswer {}

    /**
     * All jobs of a client, the latest first.
     *
     * @param base the URL of the FHIR endpoint, as the client reached it
     */
    record Listed(List<JobProgress> jobs, String base) implements JobAnswer {
        public Listed {
            jobs = List.copyOf(jobs);
        }
    }

    /** What became of the entries of a job, read as they are asked for. */
    record Results(Job job, Iterator<BatchStatus.Entry> entries) implements JobAnswer {}

    /** The same of those that failed. */
    record Errors(Job job, Iterator<BatchStatus.Entry> entries) implements JobAnswer {}

    /**
     * Those that failed as they were sent.
     *
     * @param entries read from the journal as they are asked for
     * @param close to be called when no more is asked for
     */
    record Failed(Job job, Iterator<JournalEntry> entries, Runnable close) implements JobAnswer {}
}
