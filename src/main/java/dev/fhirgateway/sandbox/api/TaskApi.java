package dev.fhirgateway.sandbox.api;

import dev.fhirgateway.registry.ErrorType;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.sandbox.record.Problems;
import dev.fhirgateway.sandbox.record.Task;
import java.util.List;

/** The task endpoint ({@code registry-side 7}), without HTTP around it. */
public final class TaskApi {
    private final TaskDesk tasks;

    TaskApi(TaskDesk tasks) {
        this.tasks = tasks;
    }

    /** Shows where the task stands. */
    public Answer read(String sourceKey, String taskId, boolean withReceipts) {
        Problems problems = new Problems();
        problems.checkSourceKey(sourceKey);
        if (problems.any()) {
            return Answer.error(problems.error());
        }
        return tasks.find(sourceKey, taskId)
                .map(task -> Answer.ok(reply(sourceKey, task, withReceipts).toJson()))
                .orElseGet(() -> Answer.error(ErrorType.NOT_FOUND, "there is no such task"));
    }

    private TaskReply reply(String sourceKey, Task task, boolean withReceipts) {
        return new TaskReply(
                tasks.told(task.taskId()),
                task.status(),
                withReceipts ? tasks.told(sourceKey, task.receipts()) : List.of());
    }
}
