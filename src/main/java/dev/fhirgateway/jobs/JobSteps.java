package dev.fhirgateway.jobs;

import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.journal.JournalUnavailable;
import dev.fhirgateway.upsert.LifeSign;
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

    /** Asks whether the registry answers, when a batch is sent again: then what fails, fails by itself. */
    public List<LifeSign> sign(UpsertBatch batch) {
        return JobRunner.isSentAgain(batch)
                ? batch.entries().stream()
                        .limit(1)
                        .map(entry -> new LifeSign(entry.origin(), entry.namesRecord() ? entry.root() : "Patient"))
                        .toList()
                : List.of();
    }

    /** There was none, which the window has heard of. */
    public void silence() {
        LOG.debug("the registry gave no sign of life");
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
