package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Camel's {@code policy} around the steps that send an entry. Body: a {@link Translated} entry. It waits, without a
 * thread, until its batch is in the ledger and what the ledger knows of its records is in memory: entries are checked and
 * translated meanwhile. When that fails none of them is sent; the batch is refused as a whole then.
 */
public final class BegunBatch implements Policy {
    private final RecordMemory memory;
    private final Executor workers;

    /** @param workers where entries go on that have waited */
    public BegunBatch(RecordMemory memory, Executor workers) {
        this.memory = memory;
        this.workers = workers;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                UpsertEntry entry =
                        exchange.getMessage().getBody(Translated.class).entry();
                CompletableFuture<@Nullable Void> begun = memory.batch(entry).begun();
                if (begun.isDone() && !begun.isCompletedExceptionally()) {
                    return super.process(exchange, callback);
                }
                var unused = begun.whenCompleteAsync(
                        (done, fault) -> {
                            if (fault == null) {
                                super.process(exchange, sync -> callback.done(false));
                            } else {
                                exchange.getMessage().setBody(unsent(entry));
                                callback.done(false);
                            }
                        },
                        workers);
                return false;
            }
        };
    }

    private static UpsertResult unsent(UpsertEntry entry) {
        return new UpsertResult.Undelivered(
                entry,
                Blame.GATEWAY_LIMIT,
                List.of(new Problem(
                        "transient",
                        entry.root(),
                        "not sent, because its batch could not be recorded; a resend is safe")));
    }
}
