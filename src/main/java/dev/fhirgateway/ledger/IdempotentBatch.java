package dev.fhirgateway.ledger;

import dev.fhirgateway.upsert.BatchReport;
import dev.fhirgateway.upsert.RepeatedBatch;
import dev.fhirgateway.upsert.RequestRefused;
import dev.fhirgateway.upsert.RetryAfter;
import dev.fhirgateway.upsert.UpsertBatch;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Camel's {@code policy} around all steps that deliver a batch. Body: an {@link UpsertBatch}. One that came with a key
 * under which it was answered before passes them by, as a {@link RepeatedBatch}.
 */
public final class IdempotentBatch implements Policy {
    private static final Logger LOG = LoggerFactory.getLogger(IdempotentBatch.class);

    private final IdempotencyKeys keys;
    private final Duration retryAfter;

    /** @param retryAfter what a client is told to wait when the ledger fails */
    public IdempotentBatch(IdempotencyKeys keys, Duration retryAfter) {
        this.keys = keys;
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
                if (batch.origin().wishes().idempotencyKey() == null) {
                    return super.process(exchange, callback);
                }
                try {
                    Optional<BatchReport> answered = keys.claim(batch);
                    if (answered.isPresent()) {
                        exchange.getMessage().setBody(new RepeatedBatch(answered.get()));
                        callback.done(true);
                        return true;
                    }
                } catch (RequestRefused refused) {
                    exchange.setException(refused);
                    callback.done(true);
                    return true;
                } catch (LedgerUnavailable fault) {
                    exchange.setException(unknown(fault));
                    callback.done(true);
                    return true;
                }
                super.process(exchange, sync -> ended(batch, exchange, callback));
                return false;
            }
        };
    }

    private void ended(UpsertBatch batch, Exchange exchange, AsyncCallback callback) {
        if (exchange.getException() != null || !(exchange.getMessage().getBody() instanceof BatchReport report)) {
            keys.release(batch);
            callback.done(false);
            return;
        }
        var unused = keys.answered(report).whenComplete((done, fault) -> {
            if (fault != null) {
                LOG.warn("an answer could not be remembered under its Idempotency-Key; a resend is delivered anew");
            }
            keys.release(batch);
            callback.done(false);
        });
    }

    private RequestRefused unknown(LedgerUnavailable fault) {
        return new RequestRefused(
                503,
                "transient",
                "nothing was sent, because it could not be looked up whether this batch was answered before (the ledger: "
                        + fault.getMessage() + "); a resend is safe",
                Map.of("Retry-After", RetryAfter.seconds(retryAfter)));
    }
}
