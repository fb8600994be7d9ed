package dev.fhirgateway.jobs;

import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.jobs.Job;
import dev.fhirgateway.ledger.jobs.NewJob;
import dev.fhirgateway.ledger.journal.Journal;
import dev.fhirgateway.ledger.journal.JournalWriter;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.HandedOver;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a job of a batch of which something is left when its time is over. The batch is the first part of that job, which
 * has its results; so nothing that has its end is sent again.
 */
public final class HandOver {
    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

    private final JobRunner runner;
    private final Journal journal;

    /**
     * @param runner takes what is left
     * @param journal where the entries of jobs are
     */
    public HandOver(JobRunner runner, Journal journal) {
        this.runner = runner;
        this.journal = journal;
    }

    /**
     * Takes what is to be answered, when the ledger knows all of it.
     *
     * @return a {@link HandedOver}; or the same, when nothing is left, its client does not ask for that, or what is left
     *     cannot be handed over
     */
    public Object offer(Object answer) {
        if (!(answer instanceof BatchReport report)
                || !report.batch().origin().wishes().handOver()
                || !goesOn(report.results())) {
            return answer;
        }
        try {
            Job job = runner.handOver(written(report.batch()));
            return new HandedOver(report, job.id());
        } catch (RequestRefused | LedgerUnavailable fault) {
            LOG.warn("what is left of a batch is not handed over to a job: {}", fault.getMessage());
            return answer;
        }
    }

    /**
     * Whether something is left that can be sent later. Not when a later entry names the same record: then that record
     * might go back to an earlier state.
     */
    private static boolean goesOn(List<UpsertResult> results) {
        Set<String> later = new HashSet<>();
        boolean any = false;
        for (int i = results.size() - 1; i >= 0; i--) {
            UpsertEntry entry = results.get(i).entry();
            boolean left = results.get(i) instanceof UpsertResult.Undelivered;
            boolean last = !entry.namesRecord() || later.add(entry.key());
            if (left && !last) {
                return false;
            }
            any |= left;
        }
        return any;
    }

    private NewJob written(UpsertBatch batch) {
        Origin origin = batch.origin();
        try (JournalWriter writer = journal.create(origin.jobId())) {
            batch.entries().forEach(writer::add);
            writer.commit();
        }
        return new NewJob(
                origin.jobId(),
                origin.sourceKey(),
                origin.client(),
                origin.wishes().forced(),
                origin.receivedAt(),
                batch.entries().size(),
                null);
    }
}
