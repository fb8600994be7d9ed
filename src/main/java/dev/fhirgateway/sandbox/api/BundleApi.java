package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.BundleReply;
import dev.fhirgateway.registry.BundleRequest;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.TaskId;
import dev.fhirgateway.registry.WriteStatus;
import dev.fhirgateway.sandbox.record.Operation;
import dev.fhirgateway.sandbox.record.Outcome;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.record.Task;
import dev.fhirgateway.sandbox.record.TaskBook;
import dev.fhirgateway.sandbox.record.Work;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The bundle endpoint ({@code registry-side 5}), without HTTP around it. */
public final class BundleApi {
    /** {@code registry-side 5}: 500 KB a request. */
    private static final int MAX_BYTES = 500 * 1024;

    private final Set<String> asyncTypes;
    private final ResourceWrites resources;
    private final RelationshipWrites relationships;
    private final TaskBook tasks;
    private final TaskDesk desk;

    BundleApi(
            Set<String> asyncTypes,
            ResourceWrites resources,
            RelationshipWrites relationships,
            TaskBook tasks,
            TaskDesk desk) {
        this.asyncTypes = asyncTypes;
        this.resources = resources;
        this.relationships = relationships;
        this.tasks = tasks;
        this.desk = desk;
    }

    /**
     * Does all of the bundle or nothing; by a task when it touches a type whose writes are.
     *
     * @param fate what is to become of it; a bundle that has one becomes a task whatever its types
     */
    public Answer carryOut(String sourceKey, byte[] body, Optional<TaskFate> fate) {
        if (body.length > MAX_BYTES) {
            return Answer.error(ErrorType.CONTENT_TOO_LARGE, "the bundle is larger than " + MAX_BYTES + " bytes");
        }
        Problems problems = new Problems();
        problems.checkSourceKey(sourceKey);
        return RequestBody.read(body, BundleRequest::read, problems)
                .map(asked -> new BundleIds(resources::newId).withIds(asked, problems))
                .filter(bundle -> !problems.any())
                .map(bundle -> answer(sourceKey, bundle, fate))
                .orElseGet(() -> Answer.error(problems.error()));
    }

    private Answer answer(String sourceKey, BundleRequest bundle, Optional<TaskFate> fate) {
        List<Operation> operations = Stream.concat(
                        bundle.resourceOperations().stream().map(asked -> resources.of(sourceKey, asked)),
                        bundle.relationshipOperations().stream().map(asked -> relationships.of(sourceKey, asked)))
                .toList();
        Work work = new Work.Writes(sourceKey, TaskId.BUNDLE, operations);
        if (fate.isPresent() || isAsync(operations)) {
            String taskId = tasks.accept(work, fate.orElseGet(TaskFate.OnTime::new));
            return new Answer(202, new BundleReply(desk.told(taskId), WriteStatus.ACCEPTED, List.of()).toJson());
        }
        TaskBook.Done done = tasks.perform(work);
        return refusal(bundle.resourceOperations().size(), done.outcomes())
                .map(Answer::error)
                .orElseGet(() -> persisted(sourceKey, done));
    }

    private boolean isAsync(List<Operation> operations) {
        return operations.stream()
                .anyMatch(operation -> asyncTypes.contains(operation.target().type()));
    }

    private Answer persisted(String sourceKey, TaskBook.Done done) {
        boolean created = done.outcomes().stream().anyMatch(Outcome::created);
        Task task = done.task();
        BundleReply reply =
                new BundleReply(desk.told(task.taskId()), WriteStatus.PERSISTED, desk.told(sourceKey, task.receipts()));
        return new Answer(created ? 201 : 200, reply.toJson());
    }

    /** One detail per refused operation. */
    private static Optional<RegistryError> refusal(int resourceCount, List<Outcome> outcomes) {
        List<RegistryError> details = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Refused refused) {
                String place = i < resourceCount
                        ? "resourceOperations[" + i + "]"
                        : "relationshipOperations[" + (i - resourceCount) + "]";
                RegistryError error = refused.error();
                details.add(RegistryError.of(error.type(), place + ": " + error.message(), error.details()));
            }
        }
        if (details.isEmpty()) {
            return Optional.empty();
        }
        String message = "nothing was done: refused were " + details.size() + " of " + outcomes.size() + " operations";
        return Optional.of(RegistryError.of(typeOfAll(details), message, details));
    }

    /**
     * The type that the refusals share, if they do, and if it does not speak of the endpoint as well: to a client, a 404
     * of this path means that there are no bundles here ({@code registry-side 14.21}).
     */
    private static ErrorType typeOfAll(List<RegistryError> refusals) {
        ErrorType first = refusals.get(0).type();
        boolean shared = refusals.stream().allMatch(refusal -> refusal.type() == first);
        return shared && first != ErrorType.NOT_FOUND ? first : ErrorType.FAILED_PRECONDITION;
    }
}
