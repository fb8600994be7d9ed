package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryResource;
import dev.fhirgateway.registry.ResourceWrite;
import dev.fhirgateway.sandbox.record.Holdings;
import dev.fhirgateway.sandbox.record.Operation;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.record.ResourceStore;
import dev.fhirgateway.sandbox.record.TaskBook;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Clock;
import java.util.Optional;

/**
 * The record endpoints ({@code registry-side 2}), without HTTP around them. A write with a fate becomes a task whatever
 * its type.
 */
public final class ResourceApi {
    private final KeyCheck keys;
    private final Clock clock;
    private final ResourceStore store;
    private final ResourceWrites operations;
    private final WriteAnswers writes;
    private final TaskBook tasks;

    ResourceApi(KeyCheck keys, Clock clock, Holdings holdings, ResourceWrites operations, WriteAnswers writes) {
        this.keys = keys;
        this.clock = clock;
        this.store = holdings.resources();
        this.operations = operations;
        this.writes = writes;
        this.tasks = holdings.tasks();
    }

    /** Creates or replaces the record with this id. */
    public Answer upsert(RecordKey key, byte[] body, Optional<TaskFate> fate) {
        Problems problems = problemsOf(key);
        Optional<WriteBody> read = WriteBody.read(body, WriteBody.UPSERT_KEYS, clock.instant(), problems);
        if (problems.any() || read.isEmpty()) {
            return Answer.error(problems.error());
        }
        ResourceWrite write = read.get().write();
        return writes.answer(Operation.OfResource.upsert(key, write), fate);
    }

    /** Creates a record, with a new id unless the body asks for one. */
    public Answer create(RecordKey.Collection collection, byte[] body, Optional<TaskFate> fate) {
        Problems problems = new Problems();
        Optional<WriteBody> read = WriteBody.read(body, WriteBody.CREATE_KEYS, clock.instant(), problems);
        RecordKey key = new RecordKey(
                collection.sourceKey(),
                collection.type(),
                operations.idOrNew(read.map(WriteBody::id).orElse(null)));
        keys.check(key, problems);
        if (problems.any() || read.isEmpty()) {
            return Answer.error(problems.error());
        }
        ResourceWrite write = read.get().write();
        return writes.answer(Operation.OfResource.create(key, write), fate);
    }

    /** Removes the record. */
    public Answer delete(RecordKey key, Optional<TaskFate> fate) {
        Problems problems = problemsOf(key);
        return problems.any() ? Answer.error(problems.error()) : writes.answer(Operation.OfResource.delete(key), fate);
    }

    /** Shows the record, bare. */
    public Answer read(RecordKey key) {
        Problems problems = problemsOf(key);
        if (problems.any()) {
            return Answer.error(problems.error());
        }
        return tasks.look(() -> store.find(key))
                .map(RegistryResource::toJson)
                .map(Answer::ok)
                .orElseGet(() -> Answer.error(ErrorType.NOT_FOUND, "there is no such record"));
    }

    private Problems problemsOf(RecordKey key) {
        Problems problems = new Problems();
        keys.check(key, problems);
        return problems;
    }
}
