package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.IdentifierNotation;
import dev.fhirgateway.registry.PatchOperation;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RelationshipId;
import dev.fhirgateway.registry.RelationshipWrite;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The relationship endpoints ({@code registry-side 3}), without HTTP around them. An id is taken in its current and its
 * two older forms, and to read also as an identifier in notation.
 */
final class RelationshipApi {
    private final Clock clock;
    private final RelationshipStore store;
    private final RecordFinder finder;
    private final TaskBook tasks;
    private final WriteAnswers writes;
    private final Shape shape;

    RelationshipApi(SandboxOptions options, Clock clock, ResourceStore resources, TaskBook tasks) {
        this.clock = clock;
        this.store = resources.relationships();
        this.finder = new RecordFinder(resources);
        this.tasks = tasks;
        this.writes = new WriteAnswers(options, tasks);
        this.shape = new Shape(options.legacy());
    }

    /** Creates the relationship that the body tells; its ends make up its id. */
    Answer create(RecordKey.Collection definition, byte[] body, Optional<TaskFate> fate) {
        Problems problems = new Problems();
        problems.checkSourceKey(definition.sourceKey());
        Optional<RelationshipWrite> read = RelationshipBody.create(body, clock.instant(), problems);
        if (problems.any() || read.isEmpty()) {
            return Answer.error(problems.error());
        }
        RelationshipWrite write = read.get();
        RecordKey key = definition.record(write.id().text());
        return writes.answer(
                Operation.onRelationship(key, Receipt.Action.CREATE, at -> store.create(definition, write, at)), fate);
    }

    /** Changes the data, by all operations of the body or by none. Receipts have no word for it but {@code UPSERT}. */
    Answer patch(RecordKey.Collection definition, String id, byte[] body, Optional<TaskFate> fate) {
        Problems problems = new Problems();
        Optional<RecordKey> key = key(definition, id, problems);
        Optional<List<PatchOperation>> read = RelationshipBody.patch(body, problems);
        if (problems.any() || key.isEmpty() || read.isEmpty()) {
            return Answer.error(problems.error());
        }
        RecordKey target = key.get();
        List<PatchOperation> operations = read.get();
        return writes.answer(
                Operation.onRelationship(
                        target,
                        Receipt.Action.UPSERT,
                        at -> store.change(target, (data, wrong) -> DataPatch.apply(operations, data, wrong), at)),
                fate);
    }

    /** Removes the relationship; the records at its ends stay. */
    Answer delete(RecordKey.Collection definition, String id, Optional<TaskFate> fate) {
        Problems problems = new Problems();
        Optional<RecordKey> key = key(definition, id, problems);
        if (problems.any() || key.isEmpty()) {
            return Answer.error(problems.error());
        }
        RecordKey target = key.get();
        return writes.answer(Operation.onRelationship(target, Receipt.Action.DELETE, at -> store.delete(target)), fate);
    }

    /** Shows the relationship, bare. */
    Answer read(RecordKey.Collection definition, String id) {
        Problems problems = new Problems();
        if (IdentifierNotation.parse(id).isEmpty()) {
            key(definition, id, problems);
        } else {
            problems.checkSourceKey(definition.sourceKey());
        }
        if (problems.any()) {
            return Answer.error(problems.error());
        }
        return tasks.look(() -> Answer.theOnly(finder.relationships(definition, id).stream()
                .map(found -> shape.told(found).toJson())
                .toList()));
    }

    private static Optional<RecordKey> key(RecordKey.Collection definition, String id, Problems problems) {
        problems.checkSourceKey(definition.sourceKey());
        Optional<RelationshipId> ends = RelationshipId.parse(id);
        if (ends.isEmpty()) {
            problems.add("id", "is not {from}.{to}, nor one of the older forms of that");
        }
        return ends.map(RelationshipId::text).map(definition::record);
    }
}
