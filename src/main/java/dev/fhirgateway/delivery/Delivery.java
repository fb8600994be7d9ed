package dev.fhirgateway.delivery;

import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.UnreadableReply;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of {@code routes/4-delivery.camel.yaml} that are not Camel's: a command becomes an HTTP request, its answer
 * a result, and a fault that outlived every try a result too. As aggregation strategy it joins the command, which
 * stayed in the route, with the result of its call.
 */
public final class Delivery implements AggregationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final String ANSWER_LOST = "answer-lost";

    private final Answers answers;
    private final Clock clock;

    /**
     * @param versions mints the version of what was persisted
     * @param clock the time against which deadlines are held
     */
    public Delivery(VersionCounter versions, Clock clock) {
        this.answers = new Answers(versions, clock);
        this.clock = clock;
    }

    /** Body: a {@link RegistryCommand}. Makes it the request of one registry call, or fails when its time is over. */
    public void request(Exchange exchange) throws DeadlinePassed {
        Message message = exchange.getMessage();
        RegistryCommand command = message.getBody(RegistryCommand.class);
        if (clock.instant().isAfter(command.entry().origin().deadline())) {
            throw new DeadlinePassed();
        }
        RegistryCall call = RegistryCall.of(command);
        message.setHeader(Exchange.HTTP_METHOD, call.method());
        message.setHeader(Exchange.HTTP_PATH, call.path());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(RegistryJson.bytes(command.payload()));
    }

    @Override
    @NullUnmarked
    public Exchange aggregate(Exchange asked, Exchange answered) {
        Exception fault = answered.getException();
        if (fault != null) {
            failed(asked, fault);
            return asked;
        }
        RegistryCommand command = asked.getMessage().getBody(RegistryCommand.class);
        Message reply = answered.getMessage();
        byte[] body = reply.getBody(byte[].class);
        int status = reply.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        try {
            asked.getMessage().setBody(answers.of(command, status, body == null ? new byte[0] : body));
        } catch (UnreadableReply e) {
            failed(asked, e);
        }
        return asked;
    }

    /** A later try may end in a fault that tells less, so it is remembered that one may have stored the record. */
    private static void failed(Exchange asked, Exception fault) {
        if (GivenUp.mayBeStored(fault)) {
            asked.setProperty(ANSWER_LOST, true);
        }
        asked.setException(fault);
    }

    /** The last try failed, or the deadline came first: body and fault of the exchange become a result. */
    public UpsertResult giveUp(Exchange exchange) {
        RegistryCommand command = exchange.getMessage().getBody(RegistryCommand.class);
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        boolean answerLost = exchange.getProperty(ANSWER_LOST, false, Boolean.class);
        LOG.debug(
                "entry {} of batch {} given up: {}",
                command.entry().index(),
                command.entry().origin().batchId(),
                fault.getClass().getSimpleName());
        return answerLost ? GivenUp.answerLost(command) : GivenUp.because(command, fault);
    }
}
