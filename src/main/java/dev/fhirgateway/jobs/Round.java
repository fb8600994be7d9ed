package dev.fhirgateway.jobs;

import dev.fhirgateway.ledger.jobs.Job;
import dev.fhirgateway.ledger.jobs.JobChunk;
import dev.fhirgateway.ledger.journal.JournalEntry;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.Wishes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries of a job that are about to be sent together.
 *
 * @param chunk with their positions
 * @param entries as they are in the journal
 * @param begin to be called when the ledger knows of it
 */
record Round(Job job, JobChunk chunk, List<JournalEntry> entries, Runnable begin) {
    /** The batch that it is, like any other but that nobody waits for it. */
    UpsertBatch batch(Instant now, Instant deadline) {
        Origin origin = new Origin(
                chunk.batchId(),
                job.asked().client(),
                job.asked().source(),
                now,
                deadline,
                new Wishes(job.asked().forced(), null, true));
        List<UpsertEntry> batch = new ArrayList<>(entries.size());
        entries.forEach(entry -> batch.add(entry.in(origin, batch.size())));
        return new UpsertBatch(origin, Preference.REPRESENTATION, batch);
    }
}
