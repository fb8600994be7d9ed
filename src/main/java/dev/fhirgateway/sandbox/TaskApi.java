package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.SourceKey;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import java.util.List;
import java.util.Objects;

/** The task endpoint ({@code registry-side 7}), without HTTP around it. */
final class TaskApi {
    private final TaskBook tasks;

    TaskApi(TaskBook tasks) {
        this.tasks = tasks;
    }

    /** Shows where the task stands. */
    Answer read(String sourceKey, String taskId, boolean withReceipts) {
        if (!SourceKey.isLegal(sourceKey)) {
            Problems problems = new Problems();
            problems.add("sourceKey", "does not match " + SourceKey.PATTERN);
            return Answer.error(problems.error());
        }
        return tasks.find(sourceKey, taskId)
                .map(receipt -> Answer.ok(reply(taskId, receipt, withReceipts).toJson()))
                .orElseGet(() -> Answer.error(ErrorType.NOT_FOUND, "there is no such task"));
    }

    private static TaskReply reply(String taskId, Receipt receipt, boolean withReceipts) {
        TaskStatus status = Objects.requireNonNull(receipt.status());
        return new TaskReply(taskId, status, withReceipts ? List.of(receipt) : List.of());
    }
}
