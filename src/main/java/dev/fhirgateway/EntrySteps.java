package dev.fhirgateway;

import dev.fhirgateway.delivery.Delivery;
import dev.fhirgateway.delivery.VertxCall;
import dev.fhirgateway.intake.DuplicateEntries;
import dev.fhirgateway.intake.Intake;
import dev.fhirgateway.translation.Translation;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.ValidEntry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * The steps that every entry takes, for routes to name by {@code process}. By {@code bean}, Camel would look for the method,
 * bind its parameter and call it by reflection, once for each entry and step; other steps are beans.
 */
final class EntrySteps {
    private EntrySteps() {}

    /** From an entry to what is asked for; under the names that routes refer to. */
    static Map<String, Processor> of(DuplicateEntries duplicates, Intake intake, Translation translation) {
        return Map.of(
                "duplicatesOfLane", onBody(EntrySteps::lane, duplicates::ofLane),
                "checkOfEntry", onBody(UpsertEntry.class::cast, intake::check),
                "translationOfEntry", onBody(ValidEntry.class::cast, translation::translate));
    }

    /** From what is asked for to its end. */
    static Map<String, Processor> of(Delivery delivery) {
        return Map.of(
                "requestOfCommand",
                onBody(RegistryCommand.class::cast, delivery::request),
                "endOfCommand",
                exchange -> exchange.getMessage().setBody(delivery.answer(exchange)));
    }

    /** The call itself; it ends when the answer is there. */
    static Processor of(VertxCall call) {
        return new AsyncProcessorSupport() {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Message message = exchange.getMessage();
                var unused = call.send(message.getBody()).whenComplete((answer, fault) -> {
                    if (fault == null) {
                        message.setBody(answer);
                    } else {
                        exchange.setException(fault);
                    }
                    callback.done(false);
                });
                return false;
            }
        };
    }

    private static <T> Processor onBody(Function<Object, T> expected, Function<T, ?> step) {
        return exchange -> {
            Message message = exchange.getMessage();
            message.setBody(step.apply(expected.apply(message.getBody())));
        };
    }

    @SuppressWarnings("unchecked") // a lane of UpsertBatch.lanes
    private static List<UpsertEntry> lane(Object body) {
        return (List<UpsertEntry>) body;
    }
}
