package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Ksuid;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RegistryId;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.ResourceWrite;
import dev.fhirgateway.registry.SourceKey;
import dev.fhirgateway.registry.WriteReply;
import dev.fhirgateway.registry.WriteStatus;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * The record endpoints ({@code registry-side 2}), without HTTP around them. A write with a fate becomes a task whatever
 * its type.
 */
final class ResourceApi {
    private final Set<String> asyncTypes;
    private final boolean lenientIds;
    private final Clock clock;
    private final ResourceStore store;
    private final TaskBook tasks;

    ResourceApi(SandboxOptions options, Clock clock, ResourceStore store, TaskBook tasks) {
        this.asyncTypes = options.asyncTypes();
        this.lenientIds = options.lenientIds();
        this.clock = clock;
        this.store = store;
        this.tasks = tasks;
    }

    /** Creates or replaces the record with this id. */
    Answer upsert(RecordKey key, byte[] body, Optional<TaskFate> fate) {
        Problems problems = problemsOf(key);
        Optional<WriteBody> read = WriteBody.read(body, WriteBody.UPSERT_KEYS, clock.instant(), problems);
        if (problems.any() || read.isEmpty()) {
            return Answer.error(problems.error());
        }
        ResourceWrite write = read.get().write();
        return answer(new Operation(key, Receipt.Action.UPSERT, at -> store.upsert(key, write, at)), fate);
    }

    /** Creates a record, with a new id unless the body asks for one. */
    Answer create(RecordKey.Collection collection, byte[] body, Optional<TaskFate> fate) {
        Problems problems = new Problems();
        Optional<WriteBody> read = WriteBody.read(body, WriteBody.CREATE_KEYS, clock.instant(), problems);
        RecordKey key = new RecordKey(
                collection.sourceKey(),
                collection.type(),
                read.flatMap(this::askedId).orElseGet(this::newId));
        checkKey(key, problems);
        if (problems.any() || read.isEmpty()) {
            return Answer.error(problems.error());
        }
        ResourceWrite write = read.get().write();
        return answer(new Operation(key, Receipt.Action.CREATE, at -> store.create(key, write, at)), fate);
    }

    /** Removes the record. */
    Answer delete(RecordKey key, Optional<TaskFate> fate) {
        Problems problems = problemsOf(key);
        return problems.any()
                ? Answer.error(problems.error())
                : answer(new Operation(key, Receipt.Action.DELETE, at -> store.delete(key)), fate);
    }

    /** Shows the record, bare. */
    Answer read(RecordKey key) {
        Problems problems = problemsOf(key);
        if (problems.any()) {
            return Answer.error(problems.error());
        }
        tasks.settle();
        return store.find(key)
                .map(RegistryResource::toJson)
                .map(Answer::ok)
                .orElseGet(() -> Answer.error(ErrorType.NOT_FOUND, "there is no such record"));
    }

    private Answer answer(Operation operation, Optional<TaskFate> fate) {
        if (fate.isPresent() || asyncTypes.contains(operation.key().type())) {
            String taskId = tasks.accept(operation, fate.orElseGet(TaskFate.OnTime::new));
            return new Answer(202, new WriteReply(WriteStatus.ACCEPTED, taskId, null).toJson());
        }
        TaskBook.Performed done = tasks.perform(operation);
        if (done.outcome() instanceof Outcome.Refused refused) {
            return Answer.error(refused.error());
        }
        if (done.outcome() instanceof Outcome.Stored stored) {
            WriteReply reply = new WriteReply(WriteStatus.PERSISTED, done.taskId(), stored.resource());
            return new Answer(stored.created() ? 201 : 200, reply.toJson());
        }
        return Answer.ok(new WriteReply(WriteStatus.PERSISTED, done.taskId(), null).toJson());
    }

    private Optional<String> askedId(WriteBody body) {
        return Optional.ofNullable(body.id()).filter(id -> !id.equals(RegistryId.GENERATE));
    }

    private String newId() {
        return Ksuid.next(clock.instant());
    }

    private Problems problemsOf(RecordKey key) {
        Problems problems = new Problems();
        checkKey(key, problems);
        return problems;
    }

    private void checkKey(RecordKey key, Problems problems) {
        if (!SourceKey.isLegal(key.sourceKey())) {
            problems.add("sourceKey", "does not match " + SourceKey.PATTERN);
        }
        if (!RegistryId.isLegal(key.id()) && !(lenientIds && isLegalButForLength(key.id()))) {
            problems.add("id", "does not match " + RegistryId.PATTERN);
        }
    }

    private static boolean isLegalButForLength(String id) {
        return id.length() == 1 && RegistryId.isLegal(id + id);
    }
}
