package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.RetryAfter;
import dev.fhirgateway.upsert.UpsertBatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Camel's {@code policy} around all steps that send something of a batch. Body: an {@link UpsertBatch} that has claimed
 * its records. Nothing is sent before the ledger knows what is about to be sent, and what comes after these steps, the
 * answer, waits until the ledger knows what came of it.
 */
public final class RememberedBatch implements Policy {
    private static final String NOTHING_SENT = "nothing was sent, because it could not be recorded";

    private final RecordMemory memory;
    private final Duration retryAfter;

    /**
     * @param memory where it is remembered
     * @param retryAfter what a client is told to wait when the ledger fails
     */
    public RememberedBatch(RecordMemory memory, Duration retryAfter) {
        this.memory = memory;
        this.retryAfter = retryAfter;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                UpsertBatch batch = exchange.getMessage().getBody(UpsertBatch.class);
                if (batch.entries().isEmpty()) {
                    return super.process(exchange, callback);
                }
                try {
                    memory.begin(batch);
                } catch (LedgerUnavailable fault) {
                    exchange.setException(refused(NOTHING_SENT, fault));
                    callback.done(true);
                    return true;
                }
                super.process(exchange, sync -> ended(batch, exchange, callback));
                return false;
            }
        };
    }

    private void ended(UpsertBatch batch, Exchange exchange, AsyncCallback callback) {
        BatchReport report = exchange.getMessage().getBody() instanceof BatchReport finished
                ? finished
                : BatchReport.of(batch, List.of());
        CompletableFuture<@Nullable Void> begun = memory.batch(batch).begun();
        var unused = memory.end(report).whenComplete((done, fault) -> {
            if (fault != null) {
                exchange.setException(refused(
                        begun.isCompletedExceptionally()
                                ? NOTHING_SENT
                                : "what the registry took could not be recorded",
                        fault));
            }
            callback.done(false);
        });
    }

    private RequestRefused refused(String what, Throwable fault) {
        Throwable cause = fault.getCause() instanceof LedgerUnavailable known ? known : fault;
        String why = cause instanceof LedgerUnavailable ? " (the ledger: " + cause.getMessage() + ")" : "";
        return new RequestRefused(
                503,
                "transient",
                what + why + "; a resend is safe",
                Map.of("Retry-After", RetryAfter.seconds(retryAfter)));
    }
}
