package dev.fhirgateway.letters;

import dev.fhirgateway.ledger.LedgerUnavailable;
import dev.fhirgateway.ledger.letters.LetterReplays;
import dev.fhirgateway.ledger.letters.Replay;
import dev.fhirgateway.upsert.BodyMemory;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.UpsertBatch;
import dev.fhirgateway.upsert.UpsertRequest;
import dev.fhirgateway.upsert.Wishes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.BooleanSupplier;
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
 * The letters that are sent again now: each time, some of one source as a batch of their own. Camel's {@code policy}
 * around the steps that send them; however those end, the next ones of that source can be sent then.
 */
public final class ReplayedLetters implements Policy {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayedLetters.class);
    private static final String REPLAY = "replayedLetters";
    private static final String BATCH = "replayedLettersBatch";

    /** As many as a small batch has, so that others get their turns. */
    private static final int AT_ONCE = 500;

    private static final long BYTES_AT_ONCE = 4L << 20;

    private final LetterReplays replays;
    private final BooleanSupplier registryAnswers;
    private final int entriesAtMost;

    /**
     * @param registryAnswers whether the registry is not known to be down
     * @param entriesAtMost of a batch, as intake has it
     */
    public ReplayedLetters(LetterReplays replays, BooleanSupplier registryAnswers, int entriesAtMost) {
        this.replays = replays;
        this.registryAnswers = registryAnswers;
        this.entriesAtMost = entriesAtMost;
    }

    /** The body becomes the request that sends the next ones; nothing when there are none. */
    public void next(Exchange exchange) {
        Replay replay = replays.next(registryAnswers.getAsBoolean(), Math.min(AT_ONCE, entriesAtMost), BYTES_AT_ONCE)
                .orElse(null);
        exchange.setProperty(REPLAY, replay);
        exchange.getMessage().setBody(replay == null ? null : request(replay));
    }

    private static UpsertRequest request(Replay replay) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String next = "[";
        for (Replay.Part letter : replay.letters()) {
            body.writeBytes(next.getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(Objects.requireNonNull(letter.content()));
            next = ",";
        }
        body.write(']');
        return new UpsertRequest(
                Origin.REPLAY,
                replay.source(),
                null,
                new ByteArrayInputStream(body.toByteArray()),
                BodyMemory.UNBOUNDED,
                UpsertRequest.Framing.JSON_ARRAY,
                false,
                UpsertRequest.Preference.MINIMAL,
                Wishes.UNATTENDED);
    }

    /** They are a batch now. */
    public void begin(Exchange exchange) {
        UpsertBatch batch = exchange.getMessage().getBody(UpsertBatch.class);
        Replay replay = exchange.getProperty(REPLAY, Replay.class);
        if (batch.entries().size() != replay.letters().size()) {
            throw new IllegalStateException(
                    batch.entries().size() + " entries of " + replay.letters().size() + " letters");
        }
        exchange.setProperty(BATCH, batch.origin().batchId());
        replays.begin(batch.origin().batchId(), replay);
    }

    /** They could not be sent; that is tried again. While the ledger cannot be used, health tells so. */
    public void failed(Exchange exchange) {
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (!(fault instanceof LedgerUnavailable)) {
            LOG.warn(
                    "dead letters could not be sent again: {}", fault.getClass().getSimpleName());
        }
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {}

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return super.process(exchange, sync -> {
                    replays.over(
                            exchange.getProperty(REPLAY, Replay.class).withoutContent(),
                            exchange.getProperty(BATCH, String.class));
                    callback.done(sync);
                });
            }
        };
    }
}
