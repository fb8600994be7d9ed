package dev.fhirgateway.delivery;

import dev.fhirgateway.ledger.EntryMemory;
import dev.fhirgateway.ledger.RecordState;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.ResourceMeta;
import dev.fhirgateway.registry.UnreadableReply;
import dev.fhirgateway.registry.WriteReply;
import dev.fhirgateway.registry.WriteStatus;
import dev.fhirgateway.upsert.Blame;
import dev.fhirgateway.upsert.EntryState;
import dev.fhirgateway.upsert.Problem;
import dev.fhirgateway.upsert.RegistryCommand;
import dev.fhirgateway.upsert.Related;
import dev.fhirgateway.upsert.UpsertEntry;
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What an answer of the registry means for the entry, once its {@link Verdict} is known. */
final class Answers {
    private final Function<UpsertEntry, EntryMemory> memory;
    private final Clock clock;

    Answers(Function<UpsertEntry, EntryMemory> memory, Clock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * The end of a command, or the command that has to follow it.
     *
     * @throws TryLater when the answer is not final, or reports a success that cannot be believed
     * @throws KeyRefused when it is the gateway that was refused
     */
    EntryState of(RegistryResponse response) throws TryLater, KeyRefused {
        return switch (Verdict.of(response)) {
            case SUCCESS -> success(response);
            case REFUSED -> refused(response);
            case KEY_REFUSED, SOURCE_REFUSED -> throw new KeyRefused(response.status());
            case UNBELIEVABLE -> throw TryLater.answerLost();
            case MISDIRECTED -> throw TryLater.misdirected(response);
            case LATER, THROTTLED -> throw TryLater.answered(response);
        };
    }

    private EntryState success(RegistryResponse response) throws TryLater {
        RegistryCommand command = response.command();
        WriteReply reply = read(response);
        if (!(command instanceof RegistryCommand.PutResource)) {
            return new Related(command.entry(), reply.status() == WriteStatus.ACCEPTED ? reply.taskId() : null);
        }
        if (reply.status() == WriteStatus.ACCEPTED) {
            String task = Objects.requireNonNull(reply.taskId());
            memory.apply(command.entry()).captured(task);
            return new UpsertResult.Accepted(command.entry(), task);
        }
        RegistryResource resource = reply.resource();
        if (resource != null && !resource.id().equals(command.record().id())) {
            throw TryLater.answerLost();
        }
        return persisted(command, response.status() == 201, resource == null ? ResourceMeta.NONE : resource.meta());
    }

    private static WriteReply read(RegistryResponse response) throws TryLater {
        try {
            return WriteReply.readAroundContent(response.status(), response.body());
        } catch (UnreadableReply notBelieved) {
            throw TryLater.answerLost();
        }
    }

    /**
     * The record is there as it was sent. When it was made is the registry's word, else what is remembered of it, else
     * the time of its first version.
     */
    UpsertResult.Persisted persisted(RegistryCommand command, boolean created, ResourceMeta meta) {
        Instant updated = meta.updatedAt() == null ? clock.instant() : meta.updatedAt();
        Instant made = meta.createdAt() == null && created ? updated : meta.createdAt();
        RecordState now = memory.apply(command.entry()).stored(updated, made);
        return new UpsertResult.Persisted(
                command.entry(), created, Long.toString(now.version()), updated, now.createdAt());
    }

    private EntryState refused(RegistryResponse response) {
        RegistryCommand command = response.command();
        RegistryError error = RegistryError.read(response.status(), response.body());
        Optional<EntryState> other = command instanceof RegistryCommand.CreateRelationship create
                ? RelationshipAnswers.refused(create, error, memory)
                : Optional.empty();
        return other.orElseGet(() -> new UpsertResult.Rejected(
                command.entry(),
                Blame.REGISTRY_REFUSED,
                List.of(problem(
                        command, "processing", "the registry answered " + response.status() + " " + error.summary()))));
    }

    static UpsertResult undelivered(RegistryCommand command, Blame blame, String issueCode, String reason) {
        return new UpsertResult.Undelivered(command.entry(), blame, List.of(problem(command, issueCode, reason)));
    }

    private static Problem problem(RegistryCommand command, String issueCode, String reason) {
        String what = command instanceof RegistryCommand.PutResource
                ? ""
                : "relationship " + command.record().type() + ": ";
        return new Problem(issueCode, command.entry().root(), what + reason);
    }
}
