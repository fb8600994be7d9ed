package dev.fhirgateway.delivery.order;

import dev.fhirgateway.upsert.UpsertBatch;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Camel's {@code policy} around all steps that write for a batch. Body: an {@link UpsertBatch}, just read. It has its
 * claims from the first step to the last, however they end.
 */
public final class ClaimedRecords implements Policy {
    private final RecordOrder order;

    /** @param order where the claims are made */
    public ClaimedRecords(RecordOrder order) {
        this.order = order;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Claims claims;
                try {
                    claims = order.claim(exchange.getMessage().getMandatoryBody(UpsertBatch.class));
                } catch (InvalidPayloadException | RuntimeException fault) {
                    exchange.setException(fault);
                    callback.done(true);
                    return true;
                }
                return super.process(exchange, sync -> {
                    claims.close();
                    callback.done(sync);
                });
            }
        };
    }
}
