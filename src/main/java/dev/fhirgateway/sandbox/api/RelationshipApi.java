package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.IdentifierNotation;
import dev.fhirgateway.registry.PatchOperation;
import dev.fhirgateway.registry.RelationshipId;
import dev.fhirgateway.registry.RelationshipOperation;
import dev.fhirgateway.registry.RelationshipWrite;
import dev.fhirgateway.sandbox.record.Holdings;
import dev.fhirgateway.sandbox.record.Operation;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.record.TaskBook;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The relationship endpoints ({@code registry-side 3}), without HTTP around them. An id is taken in its current and its
 * two older forms, and to read also as an identifier in notation.
 */
public final class RelationshipApi {
    private final Clock clock;
    private final RecordFinder finder;
    private final TaskBook tasks;
    private final WriteAnswers writes;
    private final Shape shape;

    RelationshipApi(Shape shape, Clock clock, Holdings holdings, WriteAnswers writes) {
        this.shape = shape;
        this.clock = clock;
        this.finder = new RecordFinder(holdings.resources());
        this.tasks = holdings.tasks();
        this.writes = writes;
    }

    /** Creates the relationship that the body tells; its ends make up its id. */
    public Answer create(RecordKey.Collection definition, byte[] body, Optional<TaskFate> fate) {
        Problems problems = new Problems();
        problems.checkSourceKey(definition.sourceKey());
        KeyCheck.type(definition.type(), problems);
        Optional<RelationshipWrite> read = RelationshipBody.create(body, clock.instant(), problems);
        if (problems.any() || read.isEmpty()) {
            return Answer.error(problems.error());
        }
        RelationshipWrite write = read.get();
        RecordKey key = definition.record(write.id().text());
        return writes.answer(
                new Operation.OfRelationship(key, new RelationshipOperation.Create(key.type(), write)), fate);
    }

    /** Changes the data, by all operations of the body or by none. */
    public Answer patch(RecordKey.Collection definition, String id, byte[] body, Optional<TaskFate> fate) {
        Problems problems = new Problems();
        Optional<RecordKey> key =
                ends(definition, id, problems).map(RelationshipId::text).map(definition::record);
        Optional<List<PatchOperation>> read = RelationshipBody.patch(body, problems);
        if (problems.any() || key.isEmpty() || read.isEmpty()) {
            return Answer.error(problems.error());
        }
        return writes.answer(new Operation.OfRelationshipData(key.get(), read.get()), fate);
    }

    /** Removes the relationship; the records at its ends stay. */
    public Answer delete(RecordKey.Collection definition, String id, Optional<TaskFate> fate) {
        Problems problems = new Problems();
        Optional<RelationshipId> ends = ends(definition, id, problems);
        if (problems.any() || ends.isEmpty()) {
            return Answer.error(problems.error());
        }
        RecordKey key = definition.record(ends.get().text());
        return writes.answer(
                new Operation.OfRelationship(key, new RelationshipOperation.Delete(ends.get(), key.type())), fate);
    }

    /** Shows the relationship, bare. */
    public Answer read(RecordKey.Collection definition, String id) {
        Problems problems = new Problems();
        if (IdentifierNotation.parse(id).isEmpty()) {
            ends(definition, id, problems);
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

    private static Optional<RelationshipId> ends(RecordKey.Collection definition, String id, Problems problems) {
        problems.checkSourceKey(definition.sourceKey());
        Optional<RelationshipId> ends = RelationshipId.parse(id);
        if (ends.isEmpty()) {
            problems.add("id", "is not {from}.{to}, nor one of the older forms of that");
        }
        return ends;
    }
}
