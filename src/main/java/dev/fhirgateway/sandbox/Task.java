package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskStatus;
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
    /** Nothing done yet. */
    static Task pending(String taskId, Work work, Instant receivedAt) {
        List<Receipt> receipts = work.operations().stream()
                .map(operation -> receipt(taskId, operation, receivedAt, null, null))
                .toList();
        return new Task(taskId, TaskStatus.PENDING, receipts);
    }

    /** All done, one outcome per operation. */
    static Task done(String taskId, Work work, Instant receivedAt, Instant completedAt, List<Outcome> outcomes) {
        List<Receipt> receipts = new ArrayList<>(work.operations().size());
        for (int i = 0; i < work.operations().size(); i++) {
            receipts.add(receipt(taskId, work.operations().get(i), receivedAt, completedAt, outcomes.get(i)));
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
            @Nullable Outcome outcome) {
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
                null);
    }
}
