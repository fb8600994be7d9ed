package dev.fhirgateway;

import dev.fhirgateway.report.ResultsInOrder;
import dev.fhirgateway.upsert.EntryState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Camel's {@code policy} around the steps of each part of a whole: a {@code split} whose parts go one after the other, and
 * are joined by {@link ResultsInOrder}. It is there for the whole of one part, which nearly every one is: that goes on in
 * the exchange it came with, where a split would make two more. So it has to be the last step of its route, for marks
 * that the part leaves on the exchange.
 */
final class OneByOne implements Policy {
    private final Function<Object, List<? extends EntryState>> parts;

    /** @param parts of a body, at least one */
    OneByOne(Function<Object, List<? extends EntryState>> parts) {
        this.parts = parts;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Object whole = exchange.getMessage().getBody();
                List<? extends EntryState> all;
                try {
                    all = parts.apply(whole);
                } catch (RuntimeException fault) {
                    exchange.setException(fault);
                    callback.done(true);
                    return true;
                }
                if (all.size() > 1) {
                    return new Parts(whole, all, exchange, callback, getProcessor()).next(true);
                }
                exchange.getMessage().setBody(all.get(0));
                return super.process(exchange, sync -> {
                    List<EntryState> results = new ArrayList<>(1);
                    ResultsInOrder.add(results, exchange);
                    exchange.getMessage().setBody(ResultsInOrder.of(whole, results));
                    callback.done(sync);
                });
            }
        };
    }

    /** Several parts of a whole. Each begins when the one before it has ended. */
    private static final class Parts {
        private final Object whole;
        private final Iterator<? extends EntryState> left;
        private final List<EntryState> results;
        private final Exchange exchange;
        private final AsyncCallback callback;
        private final AsyncProcessor steps;

        Parts(
                Object whole,
                List<? extends EntryState> parts,
                Exchange exchange,
                AsyncCallback callback,
                AsyncProcessor steps) {
            this.whole = whole;
            this.left = parts.iterator();
            this.results = new ArrayList<>(parts.size());
            this.exchange = exchange;
            this.callback = callback;
            this.steps = steps;
        }

        boolean next(boolean sync) {
            while (left.hasNext()) {
                Exchange part = new DefaultExchange(exchange.getContext());
                part.getMessage().setBody(left.next());
                boolean ended = steps.process(part, alsoSync -> {
                    ResultsInOrder.add(results, part);
                    if (!alsoSync) {
                        next(false);
                    }
                });
                if (!ended) {
                    return false;
                }
            }
            exchange.getMessage().setBody(ResultsInOrder.of(whole, results));
            callback.done(sync);
            return sync;
        }
    }
}
