package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.Ksuid;
import dev.fhirgateway.registry.PipelineExecution;
import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.TaskStatus;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An operation that waits to be carried out.
 *
 * @param number its place in the order of acceptance
 * @param taskId its task
 * @param receivedAt when it was accepted
 * @param due when it is carried out; {@link Instant#MAX} for never
 * @param operation what to do
 * @param fate what becomes of it then
 */
record PendingTask(long number, String taskId, Instant receivedAt, Instant due, Operation operation, TaskFate fate) {
    /** The order in which tasks are carried out. */
    static final Comparator<PendingTask> BY_DUE_TIME =
            Comparator.comparing(PendingTask::due).thenComparingLong(PendingTask::number);

    /** A pipeline run that a reviewer has not decided on yet ({@code registry-side 7}). */
    private static final String IN_REVIEW = "IN_REVIEW";
    /** One that the reviewer turned down. The contract has no word for it; this one is ours. */
    private static final String REJECTED = "REJECTED";

    String sourceKey() {
        return operation.key().sourceKey();
    }

    /** The receipt until it is carried out. */
    Receipt pending() {
        return receipt(null, TaskStatus.PENDING, null, fate instanceof TaskFate.InReview ? execution(IN_REVIEW) : null);
    }

    /** The receipt once it was carried out. */
    Receipt finished(Outcome outcome) {
        RegistryError error = outcome instanceof Outcome.Refused refused ? refused.error() : null;
        TaskStatus status = error == null ? TaskStatus.SUCCESS : TaskStatus.FAILURE;
        return receipt(due, status, error, outcome instanceof Outcome.Rejected ? execution(REJECTED) : null);
    }

    private PipelineExecution execution(String status) {
        return new PipelineExecution(Ksuid.next(receivedAt), operation.key().type() + ".1", status);
    }

    private Receipt receipt(
            @Nullable Instant completedAt,
            TaskStatus status,
            @Nullable RegistryError error,
            @Nullable PipelineExecution execution) {
        RecordKey record = operation.key();
        return new Receipt(
                receivedAt,
                completedAt,
                taskId,
                operation.action(),
                status,
                Receipt.TargetType.RESOURCE,
                record.id(),
                record.type(),
                error,
                execution);
    }
}
