package dev.fhirgateway.delivery.order;

import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EndedLane;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Camel's {@code policy} around the steps of a lane. Body: the entries of one batch that name one record, those among them
 * that have their result already included; the others go on when no earlier batch writes that record any more. A lane that waits holds no thread. When it has ended the next batch may
 * write, unless there are relationships to make: those come after all records of the batch, so the record stays claimed
 * until the batch is over.
 */
public final class RecordTurns implements Policy {
    private final RecordOrder order;
    private final Consumer<List<EntryState>> ended;

    /**
     * @param order where the batches have made their claims, as {@link ClaimedRecords} does
     * @param ended is told what a lane came to, when it was its turn and no other has its turn yet
     */
    public RecordTurns(RecordOrder order, Consumer<List<EntryState>> ended) {
        this.order = order;
        this.ended = ended;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                List<EntryState> lane = lane(exchange);
                UpsertEntry first = entry(Objects.requireNonNull(lane.get(0)));
                if (!first.namesRecord()) {
                    return super.process(exchange, callback);
                }
                Optional<Claims> claims = order.claimsOf(first.origin());
                if (claims.isEmpty()) {
                    exchange.setException(new IllegalStateException("a lane outside of its batch"));
                    callback.done(true);
                    return true;
                }
                if (lane.stream().noneMatch(UpsertEntry.class::isInstance)) {
                    claims.get().release(first.key());
                    return super.process(exchange, callback);
                }
                return inTurn(claims.get(), first.key(), exchange, callback, super::process);
            }
        };
    }

    private boolean inTurn(Claims claims, String record, Exchange exchange, AsyncCallback callback, AsyncSteps steps) {
        CompletableFuture<@Nullable Void> turn = claims.turn(record);
        if (turn.isDone() && !turn.isCompletedExceptionally()) {
            return steps.process(exchange, releasing(claims, record, exchange, callback));
        }
        AsyncCallback later = releasing(claims, record, exchange, sync -> callback.done(false));
        var unused = turn.whenComplete((now, missed) -> {
            if (missed == null) {
                steps.process(exchange, later);
            } else {
                exchange.getMessage().setBody(missed(lane(exchange)));
                later.done(false);
            }
        });
        return false;
    }

    private AsyncCallback releasing(Claims claims, String record, Exchange exchange, AsyncCallback callback) {
        return sync -> {
            if (exchange.getMessage().getBody() instanceof EndedLane lane) {
                ended.accept(lane.states());
            }
            if (!comesBack(exchange)) {
                claims.release(record);
            }
            callback.done(sync);
        };
    }

    private static boolean comesBack(Exchange exchange) {
        return exchange.getException() == null
                && exchange.getMessage().getBody() instanceof EndedLane lane
                && lane.asksForRelationships();
    }

    @SuppressWarnings("unchecked") // a lane of UpsertBatch.lanes
    private static List<EntryState> lane(Exchange exchange) {
        return (List<EntryState>) exchange.getMessage().getBody(List.class);
    }

    private static UpsertEntry entry(EntryState state) {
        return state instanceof UpsertEntry entry ? entry : ((UpsertResult) state).entry();
    }

    private static EndedLane missed(List<EntryState> lane) {
        return new EndedLane(lane.stream()
                .map(state -> state instanceof UpsertEntry entry ? undelivered(entry) : state)
                .toList());
    }

    /** What holds up the earlier batch is the registry, so it is to blame here too. */
    private static UpsertResult undelivered(UpsertEntry entry) {
        return new UpsertResult.Undelivered(
                entry,
                Blame.REGISTRY_UNAVAILABLE,
                List.of(new Problem(
                        "transient",
                        entry.root(),
                        "not sent, because the registry has not yet taken this record from an earlier batch and the"
                                + " time for this one is over; a resend is safe")));
    }

    /** What the policy stands around. */
    private interface AsyncSteps {
        boolean process(Exchange exchange, AsyncCallback callback);
    }
}
