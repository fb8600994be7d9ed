package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.registry.PipelineExecution;
import dev.fhirgateway.registry.PurgeOperation;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.util.ArrayList;
import java.util.Collections;
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
 * @param purge how it is told where purges are; null for a task of another kind
 */
public record Task(String taskId, TaskStatus status, List<Receipt> receipts, @Nullable PurgeOperation purge) {
    /** A pipeline run that a reviewer has not decided on yet ({@code registry-side 7}). */
    private static final String IN_REVIEW = "IN_REVIEW";
    /** One that the reviewer turned down. The contract has no word for it; this one is ours. */
    private static final String REJECTED = "REJECTED";

    /** Nothing done yet. */
    static Task pending(PendingTask task) {
        String pipeline = task.fate().end() instanceof TaskFate.InReview ? IN_REVIEW : null;
        List<Operation> operations = task.work().operations();
        List<Receipt> receipts = new ArrayList<>(operations.size());
        for (int i = 0; i < operations.size(); i++) {
            receipts.add(receipt(task, operations.get(i), i, null, pipeline));
        }
        return new Task(task.taskId(), TaskStatus.PENDING, receipts, purge(task, TaskStatus.PENDING, List.of()));
    }

    /** All done, one outcome per operation, or of a purge the one of all. */
    static Task done(PendingTask task, List<Outcome> outcomes) {
        List<Operation> operations = task.work().operations();
        List<Receipt> receipts = new ArrayList<>(operations.size());
        for (int i = 0; i < operations.size(); i++) {
            Outcome outcome = outcomes.get(i);
            String pipeline = outcome instanceof Outcome.Rejected ? REJECTED : null;
            receipts.add(receipt(task, operations.get(i), i, outcome, pipeline));
        }
        TaskStatus status = status(outcomes);
        return new Task(task.taskId(), status, told(task.fate().end(), receipts), purge(task, status, outcomes));
    }

    /** How many receipts it counts for; a purge has none and yet takes its place. */
    public int weight() {
        return Math.max(1, receipts.size());
    }

    private static List<Receipt> told(TaskFate fate, List<Receipt> receipts) {
        if (!(fate instanceof TaskFate.Receipts wrong)) {
            return receipts;
        }
        List<Receipt> told = new ArrayList<>(receipts);
        switch (wrong.trouble()) {
            case REPEATED -> told.addAll(receipts);
            case MIXED_UP -> {
                Collections.reverse(told);
                told.set(told.size() - 1, ofNobody(receipts.get(0)));
            }
            case MISSING -> told.clear();
        }
        return told;
    }

    private static Receipt ofNobody(Receipt receipt) {
        return new Receipt(
                receipt.receivedAt(),
                receipt.completedAt(),
                receipt.taskId(),
                receipt.action(),
                receipt.status(),
                receipt.targetType(),
                "not-sent-" + receipt.id(),
                receipt.type(),
                receipt.error(),
                receipt.pipelineExecution());
    }

    private static @Nullable PurgeOperation purge(PendingTask task, TaskStatus status, List<Outcome> outcomes) {
        return task.work() instanceof Work.Purge purge
                ? new PurgeOperation(
                        task.taskId(),
                        task.taskId(),
                        purge.request().collectionType(),
                        purge.request().collectionKey(),
                        status,
                        outcomes.isEmpty() ? null : ((Outcome.Purged) outcomes.get(0)).count(),
                        task.receivedAt(),
                        outcomes.isEmpty() ? task.receivedAt() : task.due())
                : null;
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
            PendingTask task, Operation operation, int index, @Nullable Outcome outcome, @Nullable String pipeline) {
        Operation.Target target = operation.target();
        return new Receipt(
                task.receivedAt(),
                outcome == null ? null : task.due(),
                task.taskId(),
                operation.action(),
                outcome == null ? TaskStatus.PENDING : status(outcome),
                target.kind(),
                target.id(),
                target.type(),
                outcome instanceof Outcome.Refused refused ? refused.error() : null,
                pipeline == null
                        ? null
                        : new PipelineExecution(task.taskId() + "." + index, target.type() + ".1", pipeline));
    }
}
