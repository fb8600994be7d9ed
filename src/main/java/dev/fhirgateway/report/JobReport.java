package dev.fhirgateway.report;

import dev.fhirgateway.ledger.jobs.Job;
import dev.fhirgateway.ledger.jobs.JobAnswer;
import dev.fhirgateway.ledger.jobs.JobProgress;
import dev.fhirgateway.upsert.AnswerListener;
import dev.fhirgateway.upsert.RetryAfter;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is told of jobs, as the message that their client reads: the asynchronous pattern of FHIR, with the manifest of the
 * Bulk Data status request.
 */
public final class JobReport {
    private static final Logger LOG = LoggerFactory.getLogger(JobReport.class);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
    private static final String JSON = "application/json; charset=utf-8";
    private static final String FHIR_JSON = "application/fhir+json; charset=utf-8";
    private static final String NDJSON = "application/fhir+ndjson; charset=utf-8";

    private final String basePath;
    private final JobStatusAnswer status;
    private final AnswerListener listener;

    /**
     * @param basePath of the FHIR endpoint, such as {@code /fhir}
     * @param tokens whether clients need a token, also to read results
     * @param listener is told of jobs that were taken
     */
    public JobReport(String basePath, boolean tokens, AnswerListener listener) {
        this.basePath = basePath;
        this.status = new JobStatusAnswer(tokens);
        this.listener = listener;
    }

    /** Body: a {@link JobAnswer}. */
    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        JobAnswer answer = message.getBody(JobAnswer.class);
        message.removeHeaders("*");
        if (answer instanceof JobAnswer.Taken taken) {
            taken(message, taken.job());
        } else if (answer instanceof JobAnswer.Status asked) {
            status(message, asked);
        } else if (answer instanceof JobAnswer.Cancelled cancelled) {
            write(message, 202, JSON, status.running(cancelled.progress()));
        } else if (answer instanceof JobAnswer.Listed listed) {
            write(message, 200, JSON, status.list(listed));
        } else if (answer instanceof JobAnswer.Results results) {
            write(message, 200, NDJSON, JobLines.results(results.entries()));
        } else if (answer instanceof JobAnswer.Errors errors) {
            write(message, 200, NDJSON, JobLines.errors(errors.entries()));
        } else if (answer instanceof JobAnswer.Failed failed) {
            write(message, 200, FHIR_JSON, JobLines.array(failed.entries(), failed.close()));
        }
    }

    private void taken(Message message, Job job) {
        message.setHeader("X-Batch-Id", job.id());
        message.setHeader("Content-Location", basePath + "/_batch/" + job.id());
        write(
                message,
                202,
                FHIR_JSON,
                Report.notice(job.entries() + " entries are taken, and will be delivered; ask at " + basePath
                        + "/_batch/" + job.id() + " how far they are"
                        + (job.asked().problem() == null
                                ? ""
                                : ". Not all was taken: " + job.asked().problem())));
        listener.taken(202);
        LOG.info("job {} source {} taken: {} entries", job.id(), job.asked().source(), job.entries());
    }

    private void status(Message message, JobAnswer.Status asked) {
        JobProgress progress = asked.progress();
        message.setHeader("X-Batch-Id", progress.job().id());
        if (progress.job().endedAt() == null) {
            message.setHeader("X-Progress", JobStatusAnswer.words(progress));
            message.setHeader("Retry-After", RetryAfter.seconds(ASK_AGAIN));
            write(message, 202, JSON, status.running(progress));
        } else {
            message.setHeader("X-Batch-Counts", JobStatusAnswer.counts(progress).asHeader());
            write(message, 200, JSON, status.manifest(asked));
        }
    }

    private static void write(Message message, int code, String type, Object body) {
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
        message.setHeader(Exchange.CONTENT_TYPE, type);
        message.setBody(body);
    }
}
