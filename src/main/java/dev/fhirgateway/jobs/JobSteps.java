package dev.fhirgateway.jobs;

import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.journal.JournalUnavailable;
import dev.fhirgateway.upsert.UpsertBatch;
import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of {@code routes/8-jobs.camel.yaml} that have jobs delivered. */
public final class JobSteps {
    private static final Logger LOG = LoggerFactory.getLogger(JobSteps.class);

    private final JobRunner runner;

    /** @param runner says what is next */
    public JobSteps(JobRunner runner) {
        this.runner = runner;
    }

    /** The batches that are to be sent now. */
    public List<UpsertBatch> due() {
        return runner.due();
    }

    /** A batch that {@link #due} gave is over, whatever came of it. */
    public void over(UpsertBatch batch) {
        runner.over(batch);
    }

    /** Looking for what is to be sent came to nothing. Of a ledger that fails, health tells. */
    public void failed(Exchange exchange) {
        runner.failed();
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (fault instanceof JournalUnavailable) {
            LOG.error("jobs wait: {}", fault.getMessage());
        } else if (!(fault instanceof LedgerUnavailable)) {
            LOG.error("jobs wait because of an internal fault: {}", String.valueOf(fault.getClass()));
        }
    }

    /** A batch that {@link #due} gave ended in a fault; what is left of it is sent again. Of a ledger that fails, health tells. */
    public void broke(Exchange exchange) {
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.warn("a part of a job has to be sent again: {}", String.valueOf(fault.getClass()));
    }
}
