package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.Ksuid;
import dev.fhirgateway.registry.PipelineExecution;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands. Holds receipts and no operations, so that what a finished task wrote is not kept alive.
 *
 * @param taskId names the task
 * @param status of the task as a whole
 * @param receipts one per operation, in the order given
 */
record Task(String taskId, TaskStatus status, List<Receipt> receipts) {
    /** A pipeline run that a reviewer has not decided on yet ({@code registry-side 7}). */
    private static final String IN_REVIEW = "IN_REVIEW";
    /** One that the reviewer turned down. The contract has no word for it; this one is ours. */
    private static final String REJECTED = "REJECTED";

    /** Nothing done yet. */
    static Task pending(PendingTask task) {
        String pipeline = task.fate() instanceof TaskFate.InReview ? IN_REVIEW : null;
        List<Receipt> receipts = task.work().operations().stream()
                .map(operation -> receipt(task.taskId(), operation, task.receivedAt(), null, null, pipeline))
                .toList();
        return new Task(task.taskId(), TaskStatus.PENDING, receipts);
    }

    /** All done, one outcome per operation. */
    static Task done(String taskId, Work work, Instant receivedAt, Instant completedAt, List<Outcome> outcomes) {
        List<Receipt> receipts = new ArrayList<>(work.operations().size());
        for (int i = 0; i < work.operations().size(); i++) {
            Outcome outcome = outcomes.get(i);
            String pipeline = outcome instanceof Outcome.Rejected ? REJECTED : null;
            receipts.add(receipt(taskId, work.operations().get(i), receivedAt, completedAt, outcome, pipeline));
        }
        return new Task(taskId, status(outcomes), List.copyOf(receipts));
    }

    /** A task fails as a whole with one operation, and counts as cancelled only with all ({@code registry-side 7}). */
    private static TaskStatus status(List<Outcome> outcomes) {
        Set<TaskStatus> all = outcomes.stream().map(Task::status).collect(Collectors.toSet());
        if (all.equals(Set.of(TaskStatus.CANCELLED))) {
            return TaskStatus.CANCELLED;
        }
        return all.isEmpty() || all.equals(Set.of(TaskStatus.SUCCESS)) ? TaskStatus.SUCCESS : TaskStatus.FAILURE;
    }

    private static TaskStatus status(Outcome outcome) {
        if (outcome instanceof Outcome.Undone) {
            return TaskStatus.CANCELLED;
        }
        return outcome instanceof Outcome.Refused ? TaskStatus.FAILURE : TaskStatus.SUCCESS;
    }

    private static Receipt receipt(
            String taskId,
            Operation operation,
            Instant receivedAt,
            @Nullable Instant completedAt,
            @Nullable Outcome outcome,
            @Nullable String pipeline) {
        Operation.Target target = operation.target();
        return new Receipt(
                receivedAt,
                completedAt,
                taskId,
                operation.action(),
                outcome == null ? TaskStatus.PENDING : status(outcome),
                target.kind(),
                target.id(),
                target.type(),
                outcome instanceof Outcome.Refused refused ? refused.error() : null,
                pipeline == null
                        ? null
                        : new PipelineExecution(Ksuid.next(receivedAt), target.type() + ".1", pipeline));
    }
}
