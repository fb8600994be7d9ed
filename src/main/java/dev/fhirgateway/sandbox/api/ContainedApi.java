package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.ContainedPath;
import dev.fhirgateway.registry.ContainedWrite;
import dev.fhirgateway.registry.Reading;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.sandbox.record.Operation;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.record.RecordKey;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.util.Optional;

/** The endpoints of contained resources ({@code registry-side 2}), without HTTP around them. */
public final class ContainedApi {
    private final KeyCheck keys;
    private final ResourceWrites resources;
    private final WriteAnswers writes;

    ContainedApi(KeyCheck keys, ResourceWrites resources, WriteAnswers writes) {
        this.keys = keys;
        this.resources = resources;
        this.writes = writes;
    }

    /** Creates or replaces the resource that the path names. */
    public Answer upsert(RecordKey root, String nestedContainsPath, byte[] body, Optional<TaskFate> fate) {
        Problems problems = new Problems();
        return path(root, nestedContainsPath, true, problems)
                .flatMap(path -> write(path, body, problems)
                        .map(write -> new Operation.OfContained(root, Receipt.Action.UPSERT, path, write)))
                .<Answer>map(operation -> writes.answer(operation, fate))
                .orElseGet(() -> Answer.error(problems.error()));
    }

    /** Creates a resource below the contain key that the path ends at. */
    public Answer create(RecordKey root, String nestedContainsPath, byte[] body, Optional<TaskFate> fate) {
        Problems problems = new Problems();
        return path(root, nestedContainsPath, false, problems)
                .flatMap(path -> write(path, body, problems)
                        .map(write -> new Operation.OfContained(
                                root, Receipt.Action.CREATE, path.withId(resources.newId()), write)))
                .<Answer>map(operation -> writes.answer(operation, fate))
                .orElseGet(() -> Answer.error(problems.error()));
    }

    /** Removes the resource that the path names. */
    public Answer delete(RecordKey root, String nestedContainsPath, Optional<TaskFate> fate) {
        Problems problems = new Problems();
        return path(root, nestedContainsPath, true, problems)
                .map(path -> writes.answer(new Operation.WithoutContained(root, path), fate))
                .orElseGet(() -> Answer.error(problems.error()));
    }

    private Optional<ContainedPath> path(
            RecordKey root, String nestedContainsPath, boolean endsAtResource, Problems problems) {
        keys.check(root, problems);
        Reading<ContainedPath> path = ContainedPath.parse(nestedContainsPath);
        problems.addAll(path.problems());
        if (path.found()
                .filter(found -> found.id().isPresent() != endsAtResource)
                .isPresent()) {
            String end = endsAtResource ? "an id" : "a contain key";
            problems.add("nestedContainsPath", "does not end at " + end);
        }
        return path.found().filter(found -> !problems.any());
    }

    private static Optional<ContainedWrite> write(ContainedPath path, byte[] body, Problems problems) {
        return RequestBody.read(body, json -> ContainedWrite.read(json, path), problems);
    }
}
