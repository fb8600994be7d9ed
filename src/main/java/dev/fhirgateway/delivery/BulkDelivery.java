package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.BatchMemory;
import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.ledger.NewTask;
import dev.fhirgateway.registry.BulkBody;
import dev.fhirgateway.registry.BulkReply;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.UnreadableReply;
import dev.fhirgateway.settings.BulkSettings;
import dev.fhirgateway.settings.DeliveryMode;
import dev.fhirgateway.upsert.BulkWrite;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.RecordName;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Related;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a bulk request in {@code routes/4-delivery.camel.yaml} ({@code registry-side 4, 14.17-14.21}). No entry
 * depends on its success: what it does not come to, single calls do.
 */
public final class BulkDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(BulkDelivery.class);
    private static final int TOO_LARGE = 413;

    private final BulkSettings settings;
    private final Function<UpsertEntry, BatchMemory> batches;
    private final BulkEndpoints endpoints;
    private final IntConsumer tries;
    private final IntConsumer sizes;

    /**
     * @param settings which batches are sent in bulk
     * @param batches what is remembered of the batch that an entry came with
     * @param clock tells when a registry that takes no bulk requests is sent one again
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
        this.tries = tries;
        this.sizes = sizes;
    }

    /** Whether a command shares a request with others: the one place where {@code gateway.delivery.mode} is decided. */
    boolean takes(RegistryCommand command) {
        UpsertEntry entry = command.entry();
        String source = entry.origin().sourceKey();
        return settings.mode().of(source) != DeliveryMode.SINGLE
                && !entry.origin().isFollowUp()
                && !(command instanceof RegistryCommand.PatchRelationship)
                && settings.isBulk(source, batches.apply(entry).size())
                && endpoints.takes(source, CapturedWrites.target(command));
    }

    /** The write as the registry takes it in a bulk request. */
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
        return new RegistryRequest(bulk, RegistryCall.of(bulk), BulkBody.of(operations));
    }

    /** What the response means for the writes: a {@link BulkEnd}, or {@link CapturedBulk}. */
    public Object answer(Exchange exchange) throws TryLater, KeyRefused {
        RegistryResponse response = exchange.getMessage().getBody(RegistryResponse.class);
        BulkWrite bulk = (BulkWrite) response.errand();
        return switch (Verdict.of(response)) {
            case SUCCESS -> captured(exchange, bulk, response);
            case REFUSED -> refused(bulk, response.status());
            case KEY_REFUSED, SOURCE_REFUSED -> throw new KeyRefused(response.status());
            case UNBELIEVABLE -> throw TryLater.answerLost();
            case MISDIRECTED -> throw TryLater.misdirected(response);
            case LATER, THROTTLED -> throw TryLater.answered(response);
        };
    }

    private CapturedBulk captured(Exchange exchange, BulkWrite bulk, RegistryResponse response) throws TryLater {
        String task = task(response);
        endpoints.taken(bulk.sourceKey(), bulk.target());
        sizes.accept(bulk.parts().size());
        List<NewTask.Write> writes = bulk.parts().stream()
                .map(part -> CapturedWrites.write(part.command(), payload(part.command()), this::memory))
                .toList();
        ended(exchange, bulk, response.status());
        return new CapturedBulk(
                new BulkEnd.Ended(bulk.parts().stream()
                        .map(part -> accepted(part.command(), task))
                        .toList()),
                new NewTask(bulk.sourceKey(), task, NewTask.Kind.BULK, writes));
    }

    private static String task(RegistryResponse response) throws TryLater {
        try {
            return BulkReply.read(response.status(), response.body()).taskId();
        } catch (UnreadableReply notBelieved) {
            throw TryLater.answerLost();
        }
    }

    private EntryState accepted(RegistryCommand command, String task) {
        if (command instanceof RegistryCommand.PutResource) {
            memory(command.entry()).captured(task);
            return new UpsertResult.Accepted(command.entry(), task);
        }
        return new Related(command.entry(), task);
    }

    /** Most likely for one write among many: sent one by one, only that one is refused. */
    private BulkEnd refused(BulkWrite bulk, int status) {
        if (status == TOO_LARGE && bulk.parts().size() > 1) {
            return new BulkEnd.InHalves();
        }
        endpoints.refused(bulk.sourceKey(), bulk.target(), status);
        LOG.debug("{} was answered {}, so its writes are sent one by one", bulk, status);
        return new BulkEnd.Apart(false);
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
