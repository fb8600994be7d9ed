package dev.fhirgateway.delivery;

import dev.fhirgateway.delivery.window.CallOutcome;
import dev.fhirgateway.delivery.window.RegistryWindow;
import dev.fhirgateway.delivery.window.Turn;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * The {@code policy} around the call of the registry: it waits for its turn without a thread, and is over for the
 * window at the moment when the answer is there. What comes after goes on in a worker, for the thread that brings the
 * answer has others to bring.
 */
public final class RegistryTurn implements Policy {
    private final RegistryWindow window;
    private final Executor workers;

    /**
     * @param window whose turn it is
     * @param workers where the route goes on
     */
    public RegistryTurn(RegistryWindow window, Executor workers) {
        this.window = window;
        this.workers = workers;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor call) {
        return new DelegateAsyncProcessor(AsyncProcessorConverterHelper.convert(call)) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                RegistryCommand command = OnBehalf.command(exchange.getMessage().getBody());
                Origin origin = command.entry().origin();
                window.enter(origin.sourceKey(), origin.client(), key(command.record()), origin.deadline())
                        .whenComplete((turn, refused) -> {
                            if (refused == null) {
                                super.process(exchange, sync -> done(turn, exchange, callback));
                            } else {
                                exchange.setException(refused);
                                workers.execute(() -> callback.done(false));
                            }
                        });
                return false;
            }
        };
    }

    private void done(Turn turn, Exchange exchange, AsyncCallback callback) {
        turn.done(outcome(exchange.getMessage().getBody(), exchange.getException()));
        workers.execute(() -> callback.done(false));
    }

    private static CallOutcome outcome(Object body, @Nullable Exception fault) {
        if (fault != null) {
            return fault instanceof TryLater ? CallOutcome.FAILED : CallOutcome.NOT_MADE;
        }
        return Verdict.of((RegistryResponse) body).outcome();
    }

    private static String key(RecordName record) {
        return record.type() + "/" + record.id();
    }
}
