package dev.fhirgateway.jobs;

import dev.fhirgateway.ledger.BatchStatus;
import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.Outcome;
import dev.fhirgateway.ledger.jobs.Chunks;
import dev.fhirgateway.ledger.jobs.Job;
import dev.fhirgateway.ledger.jobs.JobAnswer;
import dev.fhirgateway.ledger.jobs.JobResults;
import dev.fhirgateway.ledger.jobs.Jobs;
import dev.fhirgateway.ledger.journal.Journal;
import dev.fhirgateway.ledger.journal.JournalEntry;
import dev.fhirgateway.ledger.journal.JournalUnavailable;
import dev.fhirgateway.upsert.BatchInquiry;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.RetryAfter;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Answers clients about their jobs. Each of them knows of its own only. */
public final class JobDesk {
    private static final int MOST_LISTED = 100;

    private final JobRunner runner;
    private final Jobs jobs;
    private final Chunks chunks;
    private final Journal journal;
    private final Duration retryAfter;

    /**
     * @param runner is told what is cancelled
     * @param journal where their entries are
     * @param retryAfter what a client is told to wait when the ledger fails
     */
    public JobDesk(JobRunner runner, Jobs jobs, Chunks chunks, Journal journal, Duration retryAfter) {
        this.runner = runner;
        this.jobs = jobs;
        this.chunks = chunks;
        this.journal = journal;
        this.retryAfter = retryAfter;
    }

    /**
     * How far the job is that is asked for; the inquiry itself when there is no such job of this client.
     *
     * @throws RequestRefused 503 when the ledger cannot be read
     */
    public Object status(BatchInquiry inquiry) {
        return reading(() -> find(inquiry)
                .<Object>map(job -> new JobAnswer.Status(jobs.progress(job), inquiry.base()))
                .orElse(inquiry));
    }

    /** All jobs of the client. */
    public JobAnswer list(BatchInquiry inquiry) {
        return reading(() ->
                new JobAnswer.Listed(jobs.list(inquiry.client(), inquiry.sourceKey(), MOST_LISTED), inquiry.base()));
    }

    /**
     * Cancels what is not yet sent of a job; one that has ended is forgotten, with the copy of its body.
     *
     * @throws RequestRefused 404 when there is no such job of this client, 503 when the ledger cannot be written
     */
    public JobAnswer cancel(BatchInquiry inquiry) {
        return reading(() -> {
            Job job = existing(inquiry);
            if (job.endedAt() == null) {
                runner.cancel(job);
                job = existing(inquiry);
            } else {
                jobs.forget(job);
                journal.delete(job.id());
            }
            return new JobAnswer.Cancelled(jobs.progress(job), inquiry.base());
        });
    }

    /**
     * One part of the results, as far as they are there: {@code output}, {@code error} or {@code failed}.
     *
     * @throws RequestRefused 404 when there is no such job of this client, or no such part; 503 when the ledger cannot be
     *     read
     */
    public JobAnswer part(BatchInquiry inquiry) {
        return reading(() -> {
            Job job = existing(inquiry);
            Iterator<BatchStatus.Entry> results = new JobResults(chunks, job);
            return switch (inquiry.part()) {
                case "output" -> new JobAnswer.Results(job, results);
                case "error" -> new JobAnswer.Errors(job, failed(results).iterator());
                case "failed" -> originals(job, results);
                default -> throw missing();
            };
        });
    }

    private JobAnswer originals(Job job, Iterator<BatchStatus.Entry> results) {
        JobJournal open = JobJournal.open(journal, job.id());
        JobEntries entries = new JobEntries(open::from);
        Iterator<JournalEntry> originals = failed(results)
                .map(entry -> entries.at(entry.position()))
                .filter(entry -> entry.original().length() > 0)
                .iterator();
        return new JobAnswer.Failed(job, originals, open::close);
    }

    private static Stream<BatchStatus.Entry> failed(Iterator<BatchStatus.Entry> results) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(results, Spliterator.ORDERED), false)
                .filter(entry -> entry.outcome() == Outcome.REJECTED
                        || entry.outcome() == Outcome.UNDELIVERED
                        || entry.outcome() == Outcome.INTERRUPTED);
    }

    private Job existing(BatchInquiry inquiry) {
        return find(inquiry).orElseThrow(JobDesk::missing);
    }

    private Optional<Job> find(BatchInquiry inquiry) {
        return jobs.find(inquiry.client(), inquiry.sourceKey(), inquiry.batchId());
    }

    private static RequestRefused missing() {
        return new RequestRefused(
                404, "not-found", "there is no such job of this client, or it is forgotten (gateway.jobs.keep)");
    }

    private <T> T reading(Supplier<T> question) {
        try {
            return question.get();
        } catch (LedgerUnavailable | JournalUnavailable fault) {
            throw new RequestRefused(
                    503,
                    "transient",
                    "the gateway cannot look it up now (" + fault.getMessage() + ")",
                    Map.of("Retry-After", RetryAfter.seconds(retryAfter)));
        }
    }
}
