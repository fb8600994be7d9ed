package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.BatchMemory;
import dev.fhirgateway.ledger.RecordId;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.UpsertEntry;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Camel's {@code policy} around all that becomes of a command. Body: a command, then its end. Two entries of a batch may
 * write one record beside their own, such as an organization that both contain: of what is sent in shared requests, the
 * second such write waits, without a thread, until the first has its end, and so has a task that came of it
 * ({@code registry-side 14.18}). Turns at the entries' own records are taken elsewhere, before anything is translated.
 */
public final class WritesInTurn implements Policy {
    private final Map<BatchMemory, Map<RecordName, Turn>> batches = Collections.synchronizedMap(new WeakHashMap<>());
    private final Predicate<RegistryCommand> shares;
    private final Function<UpsertEntry, BatchMemory> batch;
    private final BiFunction<RecordId, String, CompletionStage<@Nullable Void>> settled;
    private final Executor workers;
    private final Clock clock;

    /**
     * @param bulk decides which commands share requests
     * @param batch what is remembered of the batch that an entry came with; turns are forgotten with it
     * @param settled completes when a task of an entry need not be waited for any more
     * @param workers where what has waited goes on
     * @param clock against which deadlines are held
     */
    public WritesInTurn(
            BulkDelivery bulk,
            Function<UpsertEntry, BatchMemory> batch,
            BiFunction<RecordId, String, CompletionStage<@Nullable Void>> settled,
            Executor workers,
            Clock clock) {
        this.shares = command -> bulk.shape(command).isPresent();
        this.batch = batch;
        this.settled = settled;
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                RegistryCommand command = exchange.getMessage().getBody(RegistryCommand.class);
                if (!shares.test(command)) {
                    return super.process(exchange, callback);
                }
                Turn mine = new Turn();
                Turn before = turns(command).put(command.record(), mine);
                AsyncCallback ended = sync -> {
                    mine.ended(exchange.getMessage().getBody());
                    callback.done(sync);
                };
                if (before == null) {
                    return super.process(exchange, ended);
                }
                inTurn(before, command, inTime -> {
                    if (inTime) {
                        super.process(exchange, sync -> ended.done(false));
                    } else {
                        mine.leftTo(before);
                        exchange.getMessage().setBody(notInTime(command));
                        callback.done(false);
                    }
                });
                return false;
            }
        };
    }

    private Map<RecordName, Turn> turns(RegistryCommand command) {
        return batches.computeIfAbsent(batch.apply(command.entry()), begun -> new ConcurrentHashMap<>());
    }

    /** @param then is told whether the turn came in time */
    private void inTurn(Turn before, RegistryCommand command, Consumer<Boolean> then) {
        long left = command.entry().origin().left(clock.instant()).toMillis();
        var unused = before.over(settled)
                .thenApply(over -> true)
                .toCompletableFuture()
                .completeOnTimeout(false, left, TimeUnit.MILLISECONDS)
                .exceptionally(ledgerUnreadable -> false)
                .thenAcceptAsync(then, workers);
    }

    private static EntryState notInTime(RegistryCommand command) {
        return Answers.undelivered(
                command,
                Blame.REGISTRY_UNAVAILABLE,
                "transient",
                "not sent, because it could not be found out in time that an earlier write of the same record had ended;"
                        + " a resend is safe");
    }

    /** One write of a record. */
    private static final class Turn {
        private final CompletableFuture<Optional<Open>> end = new CompletableFuture<>();

        void ended(@Nullable Object body) {
            end.complete(body instanceof EntryState state ? CapturedWrites.openTask(state) : Optional.empty());
        }

        /** It was never sent: what comes next is behind the one before. */
        void leftTo(Turn before) {
            var unused = before.end.thenAccept(end::complete);
        }

        CompletionStage<@Nullable Void> over(BiFunction<RecordId, String, CompletionStage<@Nullable Void>> settled) {
            return end.thenCompose(open -> over(open, settled));
        }

        private static CompletionStage<@Nullable Void> over(
                Optional<Open> open, BiFunction<RecordId, String, CompletionStage<@Nullable Void>> settled) {
            if (open.isEmpty()) {
                return CompletableFuture.<@Nullable Void>completedFuture(null);
            }
            return settled.apply(open.get().record(), open.get().task());
        }
    }

    /**
     * A task that the registry has made of a write.
     *
     * @param record which the entry names
     */
    record Open(RecordId record, String task) {}
}
