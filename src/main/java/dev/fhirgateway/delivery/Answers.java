package dev.fhirgateway.delivery;

import dev.fhirgateway.registry.RegistryError;
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

/**
 * What an answer of the registry means for the entry ({@code registry-side section 14}, errors and load). Only answers
 * that are final come here; what is worth another try is decided by the status ranges in
 * {@code routes/4-delivery.camel.yaml}.
 */
final class Answers {
    private final VersionCounter versions;
    private final Clock clock;

    Answers(VersionCounter versions, Clock clock) {
        this.versions = versions;
        this.clock = clock;
    }

    /**
     * @param status the HTTP status, outside of the ranges that are tried again
     * @param body the whole body
     * @throws UnreadableReply when a success cannot be understood: the record may be stored, and asking again is safe
     */
    EntryState of(RegistryCommand command, int status, byte[] body) throws UnreadableReply {
        if (status >= 200 && status < 300) {
            return success(command, status, WriteReply.read(status, body));
        }
        if (command instanceof RegistryCommand.CreateRelationship create) {
            Optional<EntryState> other = RelationshipAnswers.refused(create, RegistryError.read(status, body));
            if (other.isPresent()) {
                return other.get();
            }
        }
        if (status == 401 || status == 403) {
            return undelivered(
                    command,
                    Blame.REGISTRY_UNAVAILABLE,
                    "security",
                    "the registry refuses the API key of this gateway (" + status
                            + "); its operator has to mend that, and a resend after that is safe");
        }
        RegistryError error = RegistryError.read(status, body);
        return new UpsertResult.Rejected(
                command.entry(),
                Blame.REGISTRY_REFUSED,
                List.of(problem(command, "processing", "the registry answered " + status + " " + error.summary())));
    }

    private EntryState success(RegistryCommand command, int status, WriteReply reply) {
        if (!(command instanceof RegistryCommand.PutResource)) {
            return new Related(command.entry());
        }
        if (reply.status() == WriteStatus.ACCEPTED) {
            return new UpsertResult.Accepted(command.entry(), Objects.requireNonNull(reply.taskId()));
        }
        ResourceMeta meta =
                reply.resource() == null ? ResourceMeta.NONE : reply.resource().meta();
        return new UpsertResult.Persisted(
                command.entry(),
                status == 201,
                versions.next(),
                meta.updatedAt() == null ? clock.instant() : meta.updatedAt(),
                meta.createdAt());
    }

    static UpsertResult undelivered(RegistryCommand command, Blame blame, String issueCode, String reason) {
        return new UpsertResult.Undelivered(command.entry(), blame, List.of(problem(command, issueCode, reason)));
    }

    private static Problem problem(RegistryCommand command, String issueCode, String reason) {
        String type = command.entry().resourceType();
        String what = command instanceof RegistryCommand.PutResource
                ? ""
                : "relationship " + command.record().type() + ": ";
        return new Problem(issueCode, type == null ? "Resource" : type, what + reason);
    }
}
