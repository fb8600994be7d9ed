package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Translated;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of {@code routes/4-delivery.camel.yaml} that are not Camel's: a command becomes a request, its response an
 * end, and a fault that outlived every try an end too.
 */
public final class Delivery {
    /** The mark on an exchange whose record may have been stored by a call without an answer. */
    static final String ANSWER_LOST = "answerLost";

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Answers answers;
    private final Function<UpsertEntry, EntryMemory> memory;
    private final IntConsumer tries;

    /**
     * @param memory what is remembered of an entry and its record
     * @param clock tells when something was stored, where the registry does not
     * @param tries is told how many times each command was tried, at its end
     */
    public Delivery(Function<UpsertEntry, EntryMemory> memory, Clock clock, IntConsumer tries) {
        this.memory = memory;
        this.tries = tries;
        this.answers = new Answers(memory, clock);
    }

    /** The writes of an entry, in their order. It is remembered what is sent. */
    public List<RegistryCommand.PutResource> commands(Translated entry) {
        SentContent content = SentContent.of(entry);
        memory.apply(entry.entry()).sends(content.hash(), entry.mapping(), content.payloads());
        return entry.commands();
    }

    /** The request that asks the registry for what the command wants. */
    public Object request(RegistryCommand command) {
        boolean remembered = command instanceof RegistryCommand.PutResource
                && !command.entry().origin().isFollowUp();
        EntryMemory known = memory.apply(command.entry());
        if (remembered) {
            return new RegistryRequest(command, RegistryCall.of(command), known.payload(command.record()));
        }
        byte[] body = RegistryJson.bytes(command.payload());
        known.sendsBesides(command.record(), body);
        return new RegistryRequest(command, RegistryCall.of(command), body);
    }

    /** What the response means for the entry: a state of it, or {@link Captured}. */
    public Object answer(Exchange exchange) throws TryLater, KeyRefused {
        RegistryResponse response = exchange.getMessage().getBody(RegistryResponse.class);
        EntryState end = answers.of(response);
        ended(exchange, response.command(), response.status());
        return CapturedWrites.of(response.command(), end, memory);
    }

    /** Whether a call wrote the record, or did not: its answer was lost. Of a relationship nothing tells. */
    public static boolean mayBeThere(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof RegistryCommand.PutResource
                && exchange.getProperty(ANSWER_LOST, false, Boolean.class);
    }

    /** The request that asks what the registry has now, after an answer was lost. */
    public Object inquire(RegistryCommand command) {
        return new RegistryRequest(command, RegistryCall.reading(command), new byte[0]);
    }

    /** The end when the record is there as it was sent; else the command, which is to be sent again. */
    public EntryState compare(Exchange exchange) throws TryLater, KeyRefused {
        RegistryResponse response = exchange.getMessage().getBody(RegistryResponse.class);
        RegistryCommand command = response.command();
        switch (Verdict.of(response)) {
            case SUCCESS, REFUSED -> {
                Optional<ResourceMeta> there =
                        ReadBack.asSent(command.record().id(), command.payload(), response.body());
                if (there.isPresent()) {
                    ResourceMeta meta = there.get();
                    boolean created =
                            meta.createdAt() != null && meta.createdAt().equals(meta.updatedAt());
                    ended(exchange, command, response.status());
                    return answers.persisted(command, created, meta);
                }
                exchange.setProperty(ANSWER_LOST, false);
                return command;
            }
            default -> {
                return answers.of(response);
            }
        }
    }

    /** The last try failed, or the deadline came first: the command and the fault of the exchange become a result. */
    public UpsertResult giveUp(Exchange exchange) {
        RegistryCommand command = OnBehalf.command(exchange.getMessage().getBody());
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        LOG.debug(
                "entry {} of batch {} given up: {}",
                command.entry().index(),
                command.entry().origin().batchId(),
                fault.getClass().getSimpleName());
        ended(exchange, command, fault instanceof TryLater later ? later.status() : 0);
        return exchange.getProperty(ANSWER_LOST, false, Boolean.class)
                ? GivenUp.answerLost(command)
                : GivenUp.because(command, fault);
    }

    private void ended(Exchange exchange, RegistryCommand command, int status) {
        int count = 1 + exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        tries.accept(count);
        memory.apply(command.entry()).called(command.record(), count, status);
    }
}
