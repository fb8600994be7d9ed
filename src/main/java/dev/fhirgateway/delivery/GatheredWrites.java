package dev.fhirgateway.delivery;

import dev.fhirgateway.settings.BulkSettings;
import dev.fhirgateway.upsert.BulkWrite;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.RegistryCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
 * Camel's {@code policy} around the steps of a request with many writes. Body: a command. When its batch is sent so, it
 * waits here, without a thread, for others of the batch; the steps run once for all of them, and each goes on with what
 * came of its own write. Else, and when nothing came of the request, it goes on as it came, to be sent alone.
 *
 * <p>A request is sent when it is full, or when nothing was added to it for a moment in which all that was ready to
 * begin had its turn: so a batch that comes slowly does not wait, and one that comes fast fills its requests.
 */
public final class GatheredWrites implements Policy {
    private static final long MOMENT_MILLIS = 10;

    private final Map<Key, Gathering> gatherings = new ConcurrentHashMap<>();
    private final BulkSettings settings;
    private final BulkDelivery delivery;
    private final Executor workers;
    private final Executor beginnings;
    private final ScheduledExecutorService timer;

    /**
     * @param settings how large a request may be
     * @param delivery decides which commands share one
     * @param workers where what has been gathered goes on
     * @param beginnings where entries begin, one after the other; a look comes behind those that are there
     * @param timer wakes them
     */
    public GatheredWrites(
            BulkSettings settings,
            BulkDelivery delivery,
            Executor workers,
            Executor beginnings,
            ScheduledExecutorService timer) {
        this.settings = settings;
        this.delivery = delivery;
        this.workers = workers;
        this.beginnings = beginnings;
        this.timer = timer;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor request) {
        return new DelegateAsyncProcessor(request) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                RegistryCommand command = exchange.getMessage().getBody(RegistryCommand.class);
                Optional<BulkShape> shape = delivery.shape(command);
                BulkWrite.Part part = shape.isEmpty() ? null : delivery.part(command);
                if (part == null || isTooLarge(part, shape.get())) {
                    callback.done(true);
                    return true;
                }
                add(Key.of(command, shape.get()), new Gathering.Waiting(part, exchange, callback), getProcessor());
                return false;
            }
        };
    }

    private boolean isTooLarge(BulkWrite.Part part, BulkShape shape) {
        return shape.body().size(1, part.operation().length) > shape.most(settings);
    }

    private void add(Key key, Gathering.Waiting write, AsyncProcessor request) {
        gatherings.compute(key, (same, open) -> {
            Gathering gathering = open;
            if (open == null || !open.hasRoomFor(write, settings)) {
                gathering = new Gathering(key.shape());
                lookLater(key, gathering, request);
                if (open != null) {
                    workers.execute(() -> send(open, request));
                }
            }
            gathering.add(write);
            if (gathering.size() < settings.operations()) {
                return gathering;
            }
            Gathering full = gathering;
            workers.execute(() -> send(full, request));
            return null;
        });
    }

    private void lookLater(Key key, Gathering gathering, AsyncProcessor request) {
        int seen = gathering.size();
        var unused = timer.schedule(
                () -> beginnings.execute(() -> look(key, gathering, seen, request)),
                MOMENT_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void look(Key key, Gathering gathering, int seen, AsyncProcessor request) {
        var unused = gatherings.computeIfPresent(key, (same, open) -> {
            if (open != gathering) {
                return open;
            }
            if (open.size() > seen) {
                lookLater(key, gathering, request);
                return open;
            }
            workers.execute(() -> send(open, request));
            return null;
        });
    }

    private void send(Gathering gathering, AsyncProcessor request) {
        if (gathering.isOneCall()) {
            ended(gathering, new BulkEnd.Apart(false), request);
            return;
        }
        Exchange shared =
                new DefaultExchange(gathering.writes().get(0).exchange().getContext());
        shared.getMessage().setBody(gathering.request());
        request.process(shared, sync -> ended(gathering, shared.getMessage().getBody(), request));
    }

    private void ended(Gathering gathering, Object end, AsyncProcessor request) {
        if (end instanceof BulkEnd.InHalves) {
            gathering.halves().forEach(half -> send(half, request));
        } else if (end instanceof BulkEnd.Ended ended) {
            answer(gathering.writes(), ended.ends());
        } else {
            boolean answerLost = !(end instanceof BulkEnd.Apart apart) || apart.answerLost();
            for (Gathering.Waiting write : gathering.writes()) {
                write.exchange().setProperty(Delivery.ANSWER_LOST, answerLost);
                workers.execute(write::goOn);
            }
        }
    }

    private void answer(List<Gathering.Waiting> writes, List<EntryState> ends) {
        for (int i = 0; i < writes.size(); i++) {
            Gathering.Waiting write = writes.get(i);
            write.exchange().getMessage().setBody(ends.get(i));
            workers.execute(write::goOn);
        }
    }

    private record Key(String batchId, BulkShape shape) {
        static Key of(RegistryCommand command, BulkShape shape) {
            return new Key(command.entry().origin().batchId(), shape);
        }
    }
}
