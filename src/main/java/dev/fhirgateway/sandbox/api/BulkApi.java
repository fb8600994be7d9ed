package dev.fhirgateway.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fhirgateway.registry.BulkReply;
import dev.fhirgateway.registry.BulkRequest;
import dev.fhirgateway.registry.BulkResult;
import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Reading;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RelationshipOperation;
import dev.fhirgateway.registry.ResourceOperation;
import dev.fhirgateway.registry.TaskId;
import dev.fhirgateway.registry.WriteOperation;
import dev.fhirgateway.sandbox.record.Operation;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.record.Task;
import dev.fhirgateway.sandbox.record.TaskBook;
import dev.fhirgateway.sandbox.record.Work;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A bulk endpoint ({@code registry-side 4}), without HTTP around it: that of resources or that of relationships. A
 * request that cannot be read is refused as a whole; an operation that can, and makes no sense, fails alone.
 *
 * @param <O> what it takes
 */
public final class BulkApi<O extends WriteOperation> {
    private final Receipt.TargetType kind;
    private final Function<JsonNode, Reading<BulkRequest<O>>> reader;
    private final BiFunction<String, O, Operation> operations;
    private final TaskBook tasks;
    private final TaskDesk desk;

    private BulkApi(
            Receipt.TargetType kind,
            Function<JsonNode, Reading<BulkRequest<O>>> reader,
            BiFunction<String, O, Operation> operations,
            TaskBook tasks,
            TaskDesk desk) {
        this.kind = kind;
        this.reader = reader;
        this.operations = operations;
        this.tasks = tasks;
        this.desk = desk;
    }

    static BulkApi<ResourceOperation> ofResources(ResourceWrites writes, TaskBook tasks, TaskDesk desk) {
        return new BulkApi<>(Receipt.TargetType.RESOURCE, BulkRequest::readResources, writes::of, tasks, desk);
    }

    static BulkApi<RelationshipOperation> ofRelationships(RelationshipWrites writes, TaskBook tasks, TaskDesk desk) {
        return new BulkApi<>(Receipt.TargetType.RELATIONSHIP, BulkRequest::readRelationships, writes::of, tasks, desk);
    }

    /**
     * Takes the operations, to be done in their order.
     *
     * @param fate what is to become of all of them, if it is out of the ordinary
     */
    public Answer accept(String sourceKey, byte[] body, Optional<TaskFate> fate) {
        Problems problems = new Problems();
        problems.checkSourceKey(sourceKey);
        return RequestBody.read(body, reader, problems)
                .filter(request -> !problems.any())
                .map(request -> accept(sourceKey, request, fate.orElseGet(TaskFate.OnTime::new)))
                .orElseGet(() -> Answer.error(problems.error()));
    }

    private Answer accept(String sourceKey, BulkRequest<O> request, TaskFate fate) {
        List<Operation> inOrder = request.operations().stream()
                .map(operation -> operations.apply(sourceKey, operation))
                .toList();
        String taskId = tasks.accept(new Work.Writes(sourceKey, TaskId.BULK, inOrder), fate);
        return new Answer(202, BulkReply.accepted(desk.told(taskId)).toJson());
    }

    /** Shows where a request to this endpoint stands. */
    public Answer read(String sourceKey, String bulkId, boolean withReceipts) {
        Problems problems = new Problems();
        problems.checkSourceKey(sourceKey);
        if (problems.any()) {
            return Answer.error(problems.error());
        }
        return desk.find(sourceKey, bulkId)
                .filter(this::isMine)
                .map(task ->
                        new BulkResult(task.status(), withReceipts ? desk.told(sourceKey, task.receipts()) : List.of()))
                .map(result -> Answer.ok(result.toJson()))
                .orElseGet(() -> Answer.error(ErrorType.NOT_FOUND, "there is no such bulk request"));
    }

    private boolean isMine(Task task) {
        return TaskId.kindOf(task.taskId()).filter(TaskId.BULK::equals).isPresent()
                && task.receipts().get(0).targetType() == kind;
    }
}
