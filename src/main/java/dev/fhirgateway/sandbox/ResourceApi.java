package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Ksuid;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RegistryId;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.ResourceWrite;
import java.time.Clock;
import java.util.Optional;

/** The record endpoints ({@code registry-side 2}), without HTTP around them. */
final class ResourceApi {
    private final boolean lenientIds;
    private final Clock clock;
    private final ResourceStore store;
    private final TaskBook tasks;
    private final WriteAnswers writes;

    ResourceApi(SandboxOptions options, Clock clock, ResourceStore store, TaskBook tasks) {
        this.writes = new WriteAnswers(options, tasks);
        this.lenientIds = options.lenientIds();
        this.clock = clock;
        this.store = store;
        this.tasks = tasks;
    }

    /** Creates or replaces the record with this id. */
    Answer upsert(RecordKey key, byte[] body) {
        Problems problems = problemsOf(key);
        Optional<WriteBody> read = WriteBody.read(body, WriteBody.UPSERT_KEYS, clock.instant(), problems);
        if (problems.any() || read.isEmpty()) {
            return Answer.error(problems.error());
        }
        ResourceWrite write = read.get().write();
        return writes.answer(new Operation(key, Receipt.Action.UPSERT, at -> store.upsert(key, write, at)));
    }

    /** Creates a record, with a new id unless the body asks for one. */
    Answer create(RecordKey.Collection collection, byte[] body) {
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
        return writes.answer(new Operation(key, Receipt.Action.CREATE, at -> store.create(key, write, at)));
    }

    /** Removes the record. */
    Answer delete(RecordKey key) {
        Problems problems = problemsOf(key);
        return problems.any()
                ? Answer.error(problems.error())
                : writes.answer(new Operation(key, Receipt.Action.DELETE, at -> store.delete(key)));
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
        problems.checkSourceKey(key.sourceKey());
        if (!RegistryId.isLegal(key.id()) && !(lenientIds && isLegalButForLength(key.id()))) {
            problems.add("id", "does not match " + RegistryId.PATTERN);
        }
    }

    private static boolean isLegalButForLength(String id) {
        return id.length() == 1 && RegistryId.isLegal(id + id);
    }
}
