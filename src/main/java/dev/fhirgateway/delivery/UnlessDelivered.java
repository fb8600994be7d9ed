package dev.fhirgateway.delivery;

import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Translated;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Camel's {@code policy} around the steps that send an entry. Body: a {@link Translated} entry. What need not be sent passes them by. */
public final class UnlessDelivered implements Policy {
    private final Repetition repetition;

    /** @param repetition finds what need not be sent */
    public UnlessDelivered(Repetition repetition) {
        this.repetition = repetition;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                EntryState state =
                        repetition.unlessDelivered(exchange.getMessage().getBody(Translated.class));
                if (state instanceof Translated) {
                    return super.process(exchange, callback);
                }
                exchange.getMessage().setBody(state);
                callback.done(true);
                return true;
            }
        };
    }
}
