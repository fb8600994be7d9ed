package dev.fhirgateway.delivery;

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
import dev.fhirgateway.upsert.UpsertResult;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What an answer of the registry means for the entry, once its {@link Verdict} is known. */
final class Answers {
    private final VersionCounter versions;
    private final Clock clock;

    Answers(VersionCounter versions, Clock clock) {
        this.versions = versions;
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
            return new Related(command.entry());
        }
        if (reply.status() == WriteStatus.ACCEPTED) {
            return new UpsertResult.Accepted(command.entry(), Objects.requireNonNull(reply.taskId()));
        }
        RegistryResource resource = reply.resource();
        if (resource != null && !resource.id().equals(command.record().id())) {
            throw TryLater.answerLost();
        }
        return persisted(command, response.status() == 201, resource == null ? ResourceMeta.NONE : resource.meta());
    }

    private static WriteReply read(RegistryResponse response) throws TryLater {
        try {
            return WriteReply.read(response.status(), response.body());
        } catch (UnreadableReply notBelieved) {
            throw TryLater.answerLost();
        }
    }

    /** The record is there as it was sent. */
    UpsertResult.Persisted persisted(RegistryCommand command, boolean created, ResourceMeta meta) {
        return new UpsertResult.Persisted(
                command.entry(),
                created,
                versions.next(),
                meta.updatedAt() == null ? clock.instant() : meta.updatedAt(),
                meta.createdAt());
    }

    private static EntryState refused(RegistryResponse response) {
        RegistryCommand command = response.command();
        RegistryError error = RegistryError.read(response.status(), response.body());
        Optional<EntryState> other = command instanceof RegistryCommand.CreateRelationship create
                ? RelationshipAnswers.refused(create, error)
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
