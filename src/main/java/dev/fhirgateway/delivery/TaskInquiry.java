package dev.fhirgateway.delivery;

import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.OperationState;
import dev.fhirgateway.upsert.SettledDoubt;
import dev.fhirgateway.upsert.TaskDoubt;
import dev.fhirgateway.upsert.TaskProgress;
import java.util.Optional;
import org.apache.camel.Exchange;

/** The steps of {@code routes/6-follow-up.camel.yaml} that ask the registry, and judge what it says. */
public final class TaskInquiry {
    private static final byte[] NOTHING = new byte[0];

    /** Asks how a task stands. */
    public Object ask(OpenTask task) {
        return new RegistryRequest(task, RegistryCall.asking(task), NOTHING);
    }

    /** Body: the response. How the task stands; it may leave doubts. */
    public TaskProgress judge(Exchange exchange) throws TryLater, KeyRefused {
        return TaskAnswers.of(exchange.getMessage().getBody(RegistryResponse.class));
    }

    /** Asks for the record that an operation wrote, or should have. */
    public Object read(TaskDoubt doubt) {
        return new RegistryRequest(doubt, RegistryCall.reading(doubt), NOTHING);
    }

    /** Body: the response. Whether the record is there as it was sent settles the doubt. */
    public SettledDoubt settle(Exchange exchange) throws TryLater, KeyRefused {
        RegistryResponse response = exchange.getMessage().getBody(RegistryResponse.class);
        TaskDoubt doubt = (TaskDoubt) response.errand();
        return switch (Verdict.of(response)) {
            case SUCCESS ->
                new SettledDoubt(
                        doubt,
                        found(doubt, response.body())
                                .<OperationState>map(
                                        meta -> new OperationState.Persisted(meta.updatedAt(), meta.createdAt()))
                                .orElse(doubt.otherwise()));
            case REFUSED -> new SettledDoubt(doubt, doubt.otherwise());
            case KEY_REFUSED, SOURCE_REFUSED -> throw new KeyRefused(response.status());
            case UNBELIEVABLE -> throw TryLater.answerLost();
            case MISDIRECTED -> throw TryLater.misdirected(response);
            case LATER, THROTTLED -> throw TryLater.answered(response);
        };
    }

    private static Optional<ResourceMeta> found(TaskDoubt doubt, byte[] body) {
        return RegistryJson.parse(body)
                .map(ReadBack::envelope)
                .filter(record ->
                        ContentHash.of(record).equals(doubt.operation().content()))
                .flatMap(record -> Optional.ofNullable(RegistryResource.read(record)))
                .filter(record -> MatchedReceipts.names(doubt.operation(), record.id()))
                .map(RegistryResource::meta);
    }
}
