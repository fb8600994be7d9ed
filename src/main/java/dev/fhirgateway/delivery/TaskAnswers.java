package dev.fhirgateway.delivery;

import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.TaskReply;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.registry.UnreadableReply;
import dev.fhirgateway.upsert.OpenTask;
import dev.fhirgateway.upsert.OperationState;
import dev.fhirgateway.upsert.TaskOperation;
import dev.fhirgateway.upsert.TaskOperation.Target;
import dev.fhirgateway.upsert.TaskProgress;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an answer about a task means for each of its operations: the one place where that is decided
 * ({@code registry-side 7, 14.18-14.20}). Only a receipt that says so counts as success. The status of the task is
 * believed where there is no receipt and it says less than success; all else has to be read in the record itself.
 */
final class TaskAnswers {
    private static final int NOT_FOUND = 404;

    private TaskAnswers() {}

    /**
     * How the task of the answer stands.
     *
     * @throws TryLater when the answer tells nothing about the task, or is not to be believed
     * @throws KeyRefused when it is the gateway that was refused
     */
    static TaskProgress of(RegistryResponse response) throws TryLater, KeyRefused {
        OpenTask task = (OpenTask) response.errand();
        return switch (Verdict.of(response)) {
            case SUCCESS -> told(task, read(response, task));
            case REFUSED -> refused(task, response);
            case KEY_REFUSED, SOURCE_REFUSED -> throw new KeyRefused(response.status());
            case UNBELIEVABLE -> throw TryLater.answerLost();
            case MISDIRECTED -> throw TryLater.misdirected(response);
            case LATER, THROTTLED -> throw TryLater.answered(response);
        };
    }

    private static TaskReply read(RegistryResponse response, OpenTask task) throws TryLater {
        try {
            TaskReply reply = TaskReply.read(response.status(), response.body());
            if (reply.taskId() != null && !MatchedReceipts.sameTask(task.taskId(), reply.taskId())) {
                throw TryLater.answerLost();
            }
            return reply;
        } catch (UnreadableReply notBelieved) {
            throw TryLater.answerLost();
        }
    }

    /** A task that the registry does not know was lost, or is over and forgotten. */
    private static TaskProgress refused(OpenTask task, RegistryResponse response) throws TryLater {
        if (response.status() != NOT_FOUND) {
            throw TryLater.answered(response);
        }
        return each(
                task,
                operation -> new OperationState.Unproven(
                        new OperationState.SendAgain("the registry has lost the task that it had made of it")));
    }

    private static TaskProgress told(OpenTask task, TaskReply reply) {
        MatchedReceipts receipts = MatchedReceipts.of(task, reply.receipts());
        TaskProgress told = each(task, operation -> state(operation, reply.status(), receipts.of(operation)));
        return task.whole() && reply.status() == TaskStatus.FAILURE ? undone(told) : told;
    }

    /**
     * A bundle failed at some of its writes, and took the others back: they are sent alone. What has no receipt of its own
     * may be one or the other, which a call of its own will tell.
     */
    private static TaskProgress undone(TaskProgress failed) {
        OperationState alone =
                new OperationState.SendAgain("the registry failed at another write of the bundle that it came with");
        return new TaskProgress(
                failed.task(),
                failed.states().stream()
                        .map(state ->
                                state instanceof OperationState.Refused || state instanceof OperationState.EndMissing
                                        ? state
                                        : alone)
                        .toList());
    }

    private static TaskProgress each(OpenTask task, Function<TaskOperation, OperationState> state) {
        return new TaskProgress(task, task.operations().stream().map(state).toList());
    }

    private static OperationState state(TaskOperation operation, TaskStatus task, List<Receipt> receipts) {
        List<OperationState> told = receipts.stream()
                .map(receipt -> state(operation, receipt, task))
                .distinct()
                .toList();
        if (told.isEmpty()) {
            return withoutReceipt(task);
        }
        return told.size() == 1
                ? told.get(0)
                : doubtful("the registry says several things about one write of its task, which do not agree");
    }

    private static OperationState withoutReceipt(TaskStatus task) {
        return switch (task) {
            case PENDING -> new OperationState.Pending();
            case CANCELLED -> new OperationState.Cancelled();
            case SUCCESS -> doubtful("the registry calls the task a success, and says nothing about this write");
            case FAILURE -> doubtful("the registry calls the task a failure, and says nothing about this write");
        };
    }

    private static OperationState state(TaskOperation operation, Receipt receipt, TaskStatus task) {
        if (receipt.status() == null) {
            return withoutReceipt(task);
        }
        return switch (receipt.status()) {
            case PENDING -> says(receipt, "IN_REVIEW") ? new OperationState.InReview() : new OperationState.Pending();
            case CANCELLED -> new OperationState.Cancelled();
            case FAILURE -> failure(operation, receipt.error());
            case SUCCESS -> success(receipt);
        };
    }

    /** A reviewer's rejection is a success to the registry: the run of the pipeline has to say that the record went in. */
    private static OperationState success(Receipt receipt) {
        if (receipt.pipelineExecution() == null || says(receipt, "SUCCESSFUL") || says(receipt, "SUCCESS")) {
            return new OperationState.Persisted(receipt.completedAt(), null);
        }
        if (says(receipt, "IN_REVIEW")) {
            return new OperationState.InReview();
        }
        return says(receipt, "REJECTED")
                ? new OperationState.Dropped()
                : doubtful("the registry's pipeline ended this write in a way that the gateway does not know");
    }

    private static boolean says(Receipt receipt, String status) {
        return receipt.pipelineExecution() != null
                && receipt.pipelineExecution().status() != null
                && status.equals(receipt.pipelineExecution().status().toUpperCase(Locale.ROOT));
    }

    private static OperationState failure(TaskOperation operation, @Nullable RegistryError error) {
        if (error == null) {
            return doubtful("the registry failed at this write, and does not say why");
        }
        boolean relationship = operation.target() == Target.RELATIONSHIP;
        return switch (error.type()) {
            case INTERNAL -> new OperationState.SendAgain(error.summary());
            case ALREADY_EXISTS -> new OperationState.Unproven(new OperationState.Refused(error.summary()));
            case NOT_FOUND, FAILED_PRECONDITION ->
                relationship
                        ? new OperationState.EndMissing(error.summary())
                        : new OperationState.Refused(error.summary());
            default -> new OperationState.Refused(error.summary());
        };
    }

    private static OperationState doubtful(String otherwise) {
        return new OperationState.Unproven(new OperationState.Unknown(otherwise));
    }
}
