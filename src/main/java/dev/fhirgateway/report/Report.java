package dev.fhirgateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fhirgateway.settings.Duplicates;
import dev.fhirgateway.upsert.AnswerListener;
import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.DryRun;
import dev.fhirgateway.upsert.HandedOver;
import dev.fhirgateway.upsert.RepeatedBatch;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.RetryAfter;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertRequest.Preference;
import dev.fhirgateway.upsert.UpsertResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last stage: a finished batch, or the fault that ended a request, becomes the message that the client reads,
 * with the status and headers of {@code fhir-side section 1}. Routes that feed batches read the same message.
 */
public final class Report {
    private static final Logger LOG = LoggerFactory.getLogger(Report.class);
    private static final JsonFactory JSON = new JsonFactory();

    private final Clock clock;
    private final Function<String, Duration> retryAfter;
    private final Duplicates duplicates;
    private final AnswerListener listener;
    private final String basePath;

    /**
     * @param clock tells how long a batch took
     * @param retryAfter what a client of a source is told to wait before it sends again what was not delivered
     * @param duplicates what became of entries that name the same record
     * @param listener is told of every answer
     * @param basePath of the FHIR endpoint, such as {@code /fhir}
     */
    public Report(
            Clock clock,
            Function<String, Duration> retryAfter,
            Duplicates duplicates,
            AnswerListener listener,
            String basePath) {
        this.clock = clock;
        this.retryAfter = retryAfter;
        this.duplicates = duplicates;
        this.listener = listener;
        this.basePath = basePath;
    }

    /**
     * Body: a {@link BatchReport}, or the {@link UpsertBatch} itself when it was empty, or a {@link RepeatedBatch}.
     * {@code Retry-After} says that a resend would help at least one entry, of a 207 too; without it, every result is
     * final. A {@link HandedOver} is answered with the place to ask at.
     */
    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof HandedOver handed) {
            answered(handed.report(), handedOver(message, handed));
            return;
        }
        if (message.getBody() instanceof RepeatedBatch repeated) {
            int status = answer(message, repeated.report());
            listener.repeated(status);
            LOG.info(
                    "batch {} answered {} again",
                    repeated.report().batch().origin().batchId(),
                    status);
            return;
        }
        BatchReport report = message.getBody() instanceof BatchReport finished
                ? finished
                : BatchReport.of(message.getBody(UpsertBatch.class), List.of());
        answered(report, answer(message, report));
    }

    private void answered(BatchReport report, int status) {
        Duration took = Duration.between(report.batch().origin().receivedAt(), clock.instant());
        listener.answered(report, status, took);
        LOG.info(
                "batch {} source {} answered {}: {} in {} ms, mappings {}",
                report.batch().origin().batchId(),
                report.batch().origin().sourceKey(),
                status,
                Counts.of(report.results()).asHeader(),
                took.toMillis(),
                report.mappings().isEmpty() ? "none" : mappings(report));
    }

    private static String mappings(BatchReport report) {
        return report.mappings().entrySet().stream()
                .map(mapping -> mapping.getKey() + "=" + mapping.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Gives the status. */
    private int handedOver(Message message, HandedOver handed) {
        BatchReport report = handed.report();
        String place = basePath + "/_batch/" + handed.job();
        message.removeHeaders("*");
        identify(message, report.batch());
        message.setHeader("X-Batch-Counts", Counts.of(report.results()).asHeader());
        message.setHeader("Content-Location", place);
        FhirAnswer.write(
                message,
                202,
                notice("the time of this batch is over, and what is left of its "
                        + report.results().size() + " entries goes on as a job; ask at " + place + " how far it is"));
        return 202;
    }

    /** Gives the status. */
    private int answer(Message message, BatchReport report) {
        int status = OuterStatus.of(report.results());
        Counts counts = Counts.of(report.results());
        message.removeHeaders("*");
        identify(message, report.batch());
        message.setHeader("X-Batch-Counts", counts.asHeader());
        if (!report.mappings().isEmpty()) {
            message.setHeader("X-Mapping-Versions", mappings(report));
        }
        if (report.results().stream().anyMatch(UpsertResult.Undelivered.class::isInstance)) {
            message.setHeader(
                    "Retry-After",
                    RetryAfter.seconds(retryAfter.apply(report.batch().origin().sourceKey())));
        }
        if (counts.accepted() > 0) {
            message.setHeader(
                    "Content-Location",
                    basePath + "/_batch/" + report.batch().origin().batchId());
        }
        boolean minimal = report.batch().preference() == Preference.MINIMAL;
        FhirAnswer.write(message, status, minimal ? MinimalAnswer.of(report, status) : ArrayAnswer.of(report));
        return status;
    }

    /** Body: a {@link DryRun}. What would be refused is told in it, so that its status is 200. */
    public void plan(Exchange exchange) {
        DryRun run = exchange.getMessage().getBody(DryRun.class);
        exchange.getMessage().removeHeaders("*");
        identify(exchange.getMessage(), run.batch());
        FhirAnswer.write(exchange.getMessage(), 200, DryRunAnswer.of(run));
        listener.planned(run);
    }

    /** Which batch it was, and how its duplicates were taken if it had some. */
    private void identify(Message message, UpsertBatch batch) {
        message.setHeader("X-Batch-Id", batch.origin().batchId());
        int entries = batch.duplicates();
        if (entries > 0) {
            message.setHeader("X-Duplicates", duplicates.code() + "; entries=" + entries);
        }
    }

    /** The request ended before any entry had a result: the fault is in the exchange, the body becomes its outcome. */
    public void refuse(Exchange exchange) {
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        if (fault instanceof RequestRefused refused) {
            log(refused);
            refused.headers().forEach(message::setHeader);
            FhirAnswer.write(message, refused.status(), outcome(refused.issueCode(), refused.diagnostics()));
            listener.refused(refused.status());
        } else {
            String incident = UUID.randomUUID().toString();
            LOG.error("incident {}: {}", incident, StackOf.kinds(fault));
            FhirAnswer.write(
                    message,
                    500,
                    outcome("exception", "an internal fault of the gateway, logged as incident " + incident));
            listener.refused(500);
        }
    }

    /**
     * Nobody may look at the answer to a feed. Callers without a good token, and questions about what is not there, are not logged
     * one by one.
     */
    private static void log(RequestRefused refused) {
        if (refused.status() != 401 && refused.status() != 404) {
            LOG.warn("a request was refused with {}: {}", refused.status(), refused.diagnostics());
        }
    }

    /** The bytes of an {@code OperationOutcome} with one issue. */
    public static byte[] outcome(String issueCode, String diagnostics) {
        return outcome("error", issueCode, diagnostics);
    }

    /** The same, of something that is no fault. */
    static byte[] notice(String words) {
        return outcome("information", "informational", words);
    }

    private static byte[] outcome(String severity, String issueCode, String diagnostics) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            OutcomeWriter.request(json, severity, issueCode, diagnostics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
