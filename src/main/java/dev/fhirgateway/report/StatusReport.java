package dev.fhirgateway.report;

import dev.fhirgateway.ledger.BatchStatus;
import dev.fhirgateway.upsert.RetryAfter;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What became of a batch whose entries the registry had accepted, as the message that the client reads. */
public final class StatusReport {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    /** Body: a {@link BatchStatus}. 202 while it is worth asking again, as FHIR's asynchronous pattern has it. */
    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        BatchStatus batch = message.getBody(BatchStatus.class);
        int status = batch.isRunning() ? 202 : 200;
        message.removeHeaders("*");
        message.setHeader("X-Batch-Id", batch.batchId());
        if (batch.isRunning()) {
            message.setHeader("X-Progress", progress(batch));
            message.setHeader("Retry-After", RetryAfter.seconds(ASK_AGAIN));
        } else {
            message.setHeader("X-Batch-Counts", StatusAnswer.counts(batch).asHeader());
        }
        FhirAnswer.write(message, status, StatusAnswer.of(batch, status));
    }

    private static String progress(BatchStatus batch) {
        return batch.entries().isEmpty()
                ? "being delivered"
                : batch.settled() + " of " + batch.entries().size() + " entries ended";
    }
}
