package dev.fhirgateway.closing;

import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.ListedRecord;
import dev.fhirgateway.ledger.Reconciliation;
import dev.fhirgateway.ledger.Reconciliations;
import dev.fhirgateway.upsert.ReconcileInquiry;
import dev.fhirgateway.upsert.RequestRefused;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;

/** Holds a list of records against what was delivered. The list is read to its end before anything is answered. */
public final class Reconciler {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(20);

    private final Reconciliations reconciliations;

    /** @param reconciliations where it is done */
    public Reconciler(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    /**
     * Body: a {@link ReconcileInquiry}; leaves as the message that its sender reads, whose body finds the differences while it
     * is read.
     *
     * @throws RequestRefused 400 for a line that is none of a list, 404 for another source, 413 for a list that is too long,
     *     429 while there is another, 503 when the ledger cannot be read
     */
    public void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        ReconcileInquiry inquiry = message.getBody(ReconcileInquiry.class);
        if (!inquiry.source().equals(inquiry.sourceKey())) {
            throw new RequestRefused(
                    404,
                    "not-found",
                    "a client can have records of its own source reconciled alone, and this is another one");
        }
        Reconciliation reconciliation = reconciliations.begin(inquiry.source());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                reconciliation.close();
            }
        });
        message.setBody(new DifferenceLines(reconciliation, read(inquiry, reconciliation)));
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, "application/x-ndjson");
        message.setHeader("Cache-Control", "no-store");
    }

    private static long read(ReconcileInquiry inquiry, Reconciliation reconciliation) {
        try {
            ListedLines lines = new ListedLines(inquiry.lines());
            for (ListedRecord record = lines.next(); record != null; record = lines.next()) {
                reconciliation.add(record);
            }
            return reconciliation.complete(inquiry.types());
        } catch (RuntimeException fault) {
            reconciliation.close(); // whoever is refused may send a better list at once
            throw fault instanceof LedgerUnavailable unavailable ? unavailable.refusal(RETRY_AFTER) : fault;
        }
    }
}
