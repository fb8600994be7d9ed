package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.CatalogKey;
import dev.fhirgateway.registry.CollectionType;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.PurgeOperation;
import dev.fhirgateway.registry.PurgeReply;
import dev.fhirgateway.registry.PurgeRequest;
import dev.fhirgateway.registry.TaskId;
import dev.fhirgateway.registry.WriteStatus;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.record.Task;
import dev.fhirgateway.sandbox.record.TaskBook;
import dev.fhirgateway.sandbox.record.Work;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.util.Optional;

/** The purge endpoints ({@code registry-side 6}), without HTTP around them. A task does it, whatever the type. */
public final class PurgeApi {
    private final TaskBook tasks;
    private final TaskDesk desk;

    PurgeApi(TaskBook tasks, TaskDesk desk) {
        this.tasks = tasks;
        this.desk = desk;
    }

    /** Takes the purge of one collection. */
    public Answer accept(String sourceKey, byte[] body) {
        Problems problems = new Problems();
        problems.checkSourceKey(sourceKey);
        Optional<PurgeRequest> request = RequestBody.read(body, PurgeRequest::read, problems);
        if (request.filter(read -> !CatalogKey.isLegal(read.collectionKey())).isPresent()) {
            problems.add("collectionKey", "does not match " + CatalogKey.PATTERN);
        }
        if (problems.any() || request.isEmpty()) {
            return Answer.error(problems.error());
        }
        return request.get().collectionType() == CollectionType.OBJECTS
                ? Answer.error(ErrorType.UNIMPLEMENTED, "the sandbox keeps no objects")
                : accept(sourceKey, request.get());
    }

    private Answer accept(String sourceKey, PurgeRequest request) {
        Task task = tasks.accepted(new Work.Purge(sourceKey, request), new TaskFate.OnTime());
        String told = desk.told(task.taskId());
        return new Answer(
                202, new PurgeReply(told, WriteStatus.ACCEPTED, told(task).orElseThrow()).toJson());
    }

    /** Shows where a purge stands. */
    public Answer read(String sourceKey, String purgeId) {
        Problems problems = new Problems();
        problems.checkSourceKey(sourceKey);
        if (problems.any()) {
            return Answer.error(problems.error());
        }
        return TaskId.currentForms(purgeId).stream()
                .flatMap(id -> tasks.find(sourceKey, id).flatMap(this::told).stream())
                .findFirst()
                .map(purge -> Answer.ok(purge.toJson()))
                .orElseGet(() -> Answer.error(ErrorType.NOT_FOUND, "there is no such purge"));
    }

    private Optional<PurgeOperation> told(Task task) {
        return Optional.ofNullable(task.purge()).map(purge -> purge.withTaskId(desk.told(task.taskId())));
    }
}
