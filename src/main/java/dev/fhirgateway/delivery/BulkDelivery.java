package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.BatchMemory;
import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.registry.BulkBody;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.settings.BulkSettings;
import dev.fhirgateway.settings.DeliveryMode;
import dev.fhirgateway.upsert.BulkWrite;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.UpsertEntry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a request with many writes in {@code routes/4-delivery.camel.yaml} ({@code registry-side 4, 5,
 * 14.17-14.21}). No entry depends on its success: what it does not come to, single calls do.
 */
public final class BulkDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(BulkDelivery.class);
    private static final int TOO_LARGE = 413;

    private final BulkSettings settings;
    private final Function<UpsertEntry, BatchMemory> batches;
    private final BulkEndpoints endpoints;
    private final BulkAnswers answers;
    private final IntConsumer tries;
    private final IntConsumer sizes;

    /**
     * @param settings which batches are sent so
     * @param batches what is remembered of the batch that an entry came with
     * @param clock tells when a registry that takes no such requests is sent one again
     * @param tries is told how many times each request was tried, at its end
     * @param sizes is told how many writes each request had that the registry took
     */
    public BulkDelivery(
            BulkSettings settings,
            Function<UpsertEntry, BatchMemory> batches,
            Clock clock,
            IntConsumer tries,
            IntConsumer sizes) {
        this.settings = settings;
        this.batches = batches;
        this.endpoints = new BulkEndpoints(settings.retry(), clock);
        this.answers = new BulkAnswers(this::memory, clock);
        this.tries = tries;
        this.sizes = sizes;
    }

    /**
     * The request that a command shares with others; empty when it goes alone. The one place where
     * {@code gateway.delivery.mode} is decided.
     */
    Optional<BulkShape> shape(RegistryCommand command) {
        UpsertEntry entry = command.entry();
        if (entry.origin().isFollowUp() || command instanceof RegistryCommand.PatchRelationship) {
            return Optional.empty();
        }
        String source = entry.origin().sourceKey();
        List<DeliveryMode> shared = settings.shared(source, batches.apply(entry).size());
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        return shared.stream()
                .map(mode -> BulkShape.of(mode, CapturedWrites.target(command)))
                .filter(shape -> endpoints.takes(source, shape))
                .findFirst();
    }

    /** The write as the registry takes it in such a request. */
    BulkWrite.Part part(RegistryCommand command) {
        RecordName record = command.record();
        byte[] payload = payload(command);
        return new BulkWrite.Part(
                command,
                command instanceof RegistryCommand.PutResource
                        ? BulkBody.upsert(record.type(), record.id(), payload)
                        : BulkBody.upsert(record.type(), payload));
    }

    private byte[] payload(RegistryCommand command) {
        return command instanceof RegistryCommand.PutResource
                ? memory(command.entry()).payload(command.record())
                : RegistryJson.bytes(command.payload());
    }

    private EntryMemory memory(UpsertEntry entry) {
        return batches.apply(entry).entry(entry.index());
    }

    /** The request that asks the registry for all of the writes. */
    public Object request(BulkWrite bulk) {
        List<byte[]> operations =
                bulk.parts().stream().map(BulkWrite.Part::operation).toList();
        return new RegistryRequest(
                bulk, RegistryCall.of(bulk), BulkShape.of(bulk).body().of(operations));
    }

    /** What the response means for the writes: a {@link BulkEnd}, or {@link CapturedBulk}. */
    public Object answer(Exchange exchange) throws TryLater, KeyRefused {
        RegistryResponse response = exchange.getMessage().getBody(RegistryResponse.class);
        BulkWrite bulk = (BulkWrite) response.errand();
        return switch (Verdict.of(response)) {
            case SUCCESS -> taken(exchange, bulk, response);
            case REFUSED -> refused(bulk, response.status());
            case KEY_REFUSED, SOURCE_REFUSED -> throw new KeyRefused(response.status());
            case UNBELIEVABLE -> throw TryLater.answerLost();
            case MISDIRECTED -> throw TryLater.misdirected(response);
            case LATER, THROTTLED -> throw TryLater.answered(response);
        };
    }

    private Object taken(Exchange exchange, BulkWrite bulk, RegistryResponse response) throws TryLater {
        Object end = answers.of(bulk, response, this::payload);
        endpoints.taken(bulk.sourceKey(), BulkShape.of(bulk));
        sizes.accept(bulk.parts().size());
        ended(exchange, bulk, response.status());
        return end;
    }

    /**
     * Most likely for one write among many. Of a bundle, each half may be what the registry takes; in a list it does not
     * matter to the others, so that the list itself is what it does not understand.
     */
    private BulkEnd refused(BulkWrite bulk, int status) {
        boolean notEnabled = endpoints.refused(bulk.sourceKey(), BulkShape.of(bulk), status);
        boolean half = status == TOO_LARGE || (bulk.form() == BulkWrite.Form.BUNDLE && !notEnabled);
        LOG.debug("{} was answered {}, so its writes are sent in other ways", bulk, status);
        return half && bulk.parts().size() > 1 ? new BulkEnd.InHalves() : new BulkEnd.Apart(false);
    }

    /**
     * The last try failed, or the deadline came first. When the answer was lost, so was the task: the writes are sent one
     * by one, each after a look whether its record is there already.
     */
    public BulkEnd giveUp(Exchange exchange) {
        BulkWrite bulk = (BulkWrite) OnBehalf.errand(exchange.getMessage().getBody());
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.debug("{} given up: {}", bulk, fault.getClass().getSimpleName());
        if (exchange.getProperty(Delivery.ANSWER_LOST, false, Boolean.class)) {
            return new BulkEnd.Apart(true);
        }
        ended(exchange, bulk, fault instanceof TryLater later ? later.status() : 0);
        return new BulkEnd.Ended(bulk.parts().stream()
                .<EntryState>map(part -> GivenUp.because(part.command(), fault))
                .toList());
    }

    private void ended(Exchange exchange, BulkWrite bulk, int status) {
        int count = 1 + exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        tries.accept(count);
        for (BulkWrite.Part part : bulk.parts()) {
            RegistryCommand command = part.command();
            memory(command.entry()).called(command.record(), count, status);
        }
    }
}
