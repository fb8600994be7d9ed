package dev.fhirgateway.delivery;

import dev.fhirgateway.delivery.window.CallOutcome;
import dev.fhirgateway.delivery.window.RegistryWindow;
import dev.fhirgateway.delivery.window.Turn;
import dev.fhirgateway.upsert.Errand;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * The {@code policy} around the call of the registry: it waits for its turn without a thread, and is over for the
 * window at the moment when the answer is there. What comes after goes on in a worker, for the thread that brings the
 * answer has others to bring.
 */
public final class RegistryTurn implements Policy {
    private static final long LONGEST_REST_MILLIS = 1000;

    private final RegistryWindow window;
    private final Executor workers;
    private final CallListener listener;

    /**
     * @param window whose turn it is
     * @param workers where the route goes on
     * @param listener is told of each call
     */
    public RegistryTurn(RegistryWindow window, Executor workers, CallListener listener) {
        this.window = window;
        this.workers = workers;
        this.listener = listener;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor call) {
        return new DelegateAsyncProcessor(call) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                RegistryRequest request = exchange.getMessage().getBody(RegistryRequest.class);
                Errand errand = request.errand();
                window.enter(errand.sourceKey(), errand.client(), errand.key(), lastStart(errand))
                        .whenComplete((turn, refused) -> {
                            if (refused == null) {
                                long began = System.nanoTime();
                                super.process(exchange, sync -> {
                                    try {
                                        tell(turn, request.call(), exchange, began);
                                    } finally {
                                        workers.execute(() -> callback.done(false));
                                    }
                                });
                            } else {
                                exchange.setException(refused);
                                workers.execute(() -> callback.done(false));
                            }
                        });
                return false;
            }
        };
    }

    private void tell(Turn turn, RegistryCall call, Exchange exchange, long began) {
        CallOutcome outcome = CallOutcome.NOT_MADE;
        String kind = "not made";
        Object body = exchange.getMessage().getBody();
        if (exchange.getException() instanceof TryLater later) {
            outcome = CallOutcome.FAILED;
            kind = later.kind();
        } else if (exchange.getException() == null && body instanceof RegistryResponse response) {
            outcome = Verdict.of(response).outcome();
            kind = Integer.toString(response.status());
        }
        turn.done(outcome, kind);
        if (outcome != CallOutcome.NOT_MADE) {
            listener.called(call.operation(), kind, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /** Late enough for most, early enough for an answer: a call that is cut off leaves its outcome unknown. */
    private static Instant lastStart(Errand errand) {
        long tenth = Duration.between(errand.since(), errand.deadline()).toMillis() / 10;
        return errand.deadline().minusMillis(Math.min(tenth, LONGEST_REST_MILLIS));
    }
}
