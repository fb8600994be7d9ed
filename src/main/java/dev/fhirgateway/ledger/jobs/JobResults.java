package dev.fhirgateway.ledger.jobs;

import dev.fhirgateway.ledger.BatchStatus;
import dev.fhirgateway.ledger.Outcome;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of the entries of a job, in their order: those that have an end, or are in the hands of the registry. Read
 * chunk by chunk as it is asked for, so that memory does not grow with the job.
 */
public final class JobResults implements Iterator<BatchStatus.Entry> {
    private final Chunks chunks;
    private final Job job;
    private Iterator<BatchStatus.Entry> chunk = Collections.emptyIterator();
    private int next;

    /** @param job as it was when they were asked for */
    public JobResults(Chunks chunks, Job job) {
        this.chunks = chunks;
        this.job = job;
    }

    /** @throws dev.fhirgateway.ledger.LedgerUnavailable when the ledger cannot be read */
    @Override
    public boolean hasNext() {
        while (!chunk.hasNext()) {
            Optional<JobChunk> found = chunks.find(job, next);
            if (found.isEmpty()) {
                return false;
            }
            next++;
            chunk = chunks.entries(found.get()).values().stream()
                    .filter(entry -> found.get().isOver() || !isRetried(entry.outcome()))
                    .iterator();
        }
        return true;
    }

    private static boolean isRetried(Outcome outcome) {
        return outcome == Outcome.UNDELIVERED || outcome == Outcome.INTERRUPTED;
    }

    @Override
    public BatchStatus.Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return Objects.requireNonNull(chunk.next());
    }
}
