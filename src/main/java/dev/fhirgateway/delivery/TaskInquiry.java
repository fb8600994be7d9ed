package dev.fhirgateway.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fhirgateway.registry.RegistryJson;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.upsert.EntryName;
import dev.fhirgateway.upsert.LifeSign;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.OperationState;
import dev.fhirgateway.upsert.Origin;
import dev.fhirgateway.upsert.OriginalBytes;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Resend;
import dev.fhirgateway.upsert.SettledDoubt;
import dev.fhirgateway.upsert.TaskDoubt;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import dev.fhirgateway.upsert.TaskProgress;
import dev.fhirgateway.upsert.UpsertEntry;
import java.util.List;
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

    /** Asks for anything, to see whether there is an answer. */
    public Object listen(LifeSign sign) {
        return new RegistryRequest(sign, RegistryCall.reading(sign), NOTHING);
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

    /** The write that is made again. */
    public RegistryCommand command(Resend resend) {
        TaskOperation operation = resend.operation();
        EntryName name = operation.entry();
        Origin origin = new Origin(
                name.batchId(),
                resend.task().client(),
                resend.task().sourceKey(),
                resend.task().since(),
                resend.deadline());
        UpsertEntry entry = new UpsertEntry(
                origin, name.position(), OriginalBytes.none(), name.resourceType(), name.id(), List.of());
        JsonNode payload = RegistryJson.parse(resend.payload()).orElseThrow();
        if (payload instanceof ArrayNode patch) {
            return new RegistryCommand.PatchRelationship(entry, operation.record(), patch);
        }
        return operation.target() == Target.RELATIONSHIP
                ? new RegistryCommand.CreateRelationship(entry, operation.record(), (ObjectNode) payload, entry::root)
                : new RegistryCommand.PutResource(entry, operation.record(), (ObjectNode) payload);
    }

    private static Optional<ResourceMeta> found(TaskDoubt doubt, byte[] body) {
        return RegistryJson.parse(body)
                .map(ReadBack::envelope)
                .filter(record ->
                        CanonicalHash.of(record).equals(doubt.operation().content()))
                .flatMap(record -> Optional.ofNullable(RegistryResource.read(record)))
                .filter(record -> MatchedReceipts.names(doubt.operation(), record.id()))
                .map(RegistryResource::meta);
    }
}
