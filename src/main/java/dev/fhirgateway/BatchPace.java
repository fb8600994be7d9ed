package dev.fhirgateway;

import dev.fhirgateway.upsert.EndedLane;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.ResolvedBatch;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * How far a batch runs ahead. Calls hold no thread, so that nothing else would stop a splitter from starting every
 * entry at once, with all that memory. Its iterator waits while as many parts as allowed are under way; the
 * {@code policy} around each part takes it to a worker, and tells when it has ended. Batches take turns in the workers,
 * part by part, and what has begun goes ahead of what has not.
 */
public final class BatchPace implements Policy {
    private final Map<String, UnderWay> batches = new ConcurrentHashMap<>();
    private final ToIntFunction<UpsertBatch> ahead;
    private final Executor workers;
    private final Consumer<UpsertResult> ended;

    /**
     * @param ahead the most parts of a batch under way at once
     * @param workers where parts begin
     * @param ended is told of every result that changes no more, though its batch goes on
     */
    public BatchPace(ToIntFunction<UpsertBatch> ahead, Executor workers, Consumer<UpsertResult> ended) {
        this.ahead = ahead;
        this.workers = workers;
        this.ended = ended;
    }

    /** The lanes of a batch, as fast as they may go. */
    public Iterator<List<UpsertEntry>> lanes(UpsertBatch batch) {
        return new Paced<>(batch, batch.lanes());
    }

    /** The relationships of a batch, as fast as they may go. */
    public Iterator<List<RegistryCommand.CreateRelationship>> relationshipLanes(ResolvedBatch batch) {
        return new Paced<>(batch.records().batch(), batch.lanes());
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor part) {
        return new DelegateAsyncProcessor(part) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                UnderWay batch = Objects.requireNonNull(
                        batches.get(batchOf(exchange.getMessage().getBody())));
                exchange.setPattern(ExchangePattern.InOnly); // else Camel copies the message at the end of every route
                workers.execute(() -> super.process(exchange, sync -> {
                    if (exchange.getMessage().getBody() instanceof EndedLane lane) {
                        lane.finals().forEach(ended);
                    }
                    batch.ended();
                    callback.done(false);
                }));
                return false;
            }
        };
    }

    /** How many batches have parts under way. */
    int batches() {
        return batches.size();
    }

    private static String batchOf(Object part) {
        Object first = ((List<?>) part).get(0);
        UpsertEntry entry = first instanceof RegistryCommand command ? command.entry() : (UpsertEntry) first;
        return Objects.requireNonNull(entry).origin().batchId();
    }

    /** Hands out the next part only when there is room for it. */
    private final class Paced<T> implements Iterator<T> {
        private final Iterator<T> parts;
        private final UnderWay batch;

        Paced(UpsertBatch whole, Iterator<T> parts) {
            this.parts = parts;
            String id = whole.origin().batchId();
            this.batch = new UnderWay(id, ahead.applyAsInt(whole));
            batches.put(id, batch);
        }

        @Override
        public boolean hasNext() {
            boolean more = parts.hasNext();
            if (!more) {
                batch.allHandedOut();
            }
            return more;
        }

        @Override
        public T next() {
            T part = parts.next();
            batch.begins();
            return part;
        }
    }

    /** The parts of one batch that have begun and not ended; forgotten with the last of them. */
    private final class UnderWay {
        private final String batchId;
        private final Room room;
        private final AtomicInteger open = new AtomicInteger(1);
        private boolean handedOut;

        UnderWay(String batchId, int atOnce) {
            this.batchId = batchId;
            this.room = new Room(atOnce);
        }

        void begins() {
            room.take();
            open.incrementAndGet();
        }

        void ended() {
            room.give();
            closeOne();
        }

        synchronized void allHandedOut() {
            if (!handedOut) {
                handedOut = true;
                closeOne();
            }
        }

        private void closeOne() {
            if (open.decrementAndGet() == 0) {
                batches.remove(batchId, this);
            }
        }
    }
}
