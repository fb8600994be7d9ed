package dev.fhirgateway.sandbox.record;

import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * Work that waits to be carried out.
 *
 * @param number its place in the order of acceptance
 * @param taskId its task
 * @param receivedAt when it was accepted
 * @param due when it is carried out; {@link Instant#MAX} for never
 * @param work what to do
 * @param fate what becomes of it then, of all its operations alike
 */
public record PendingTask(long number, String taskId, Instant receivedAt, Instant due, Work work, TaskFate fate) {
    /** The order in which tasks are carried out. */
    static final Comparator<PendingTask> BY_DUE_TIME =
            Comparator.comparing(PendingTask::due).thenComparingLong(PendingTask::number);

    /**
     * Work that was taken now.
     *
     * @param delay how long it takes, unless its fate has a time of its own
     */
    static PendingTask of(long number, Work work, TaskFate fate, Instant now, Duration delay) {
        return new PendingTask(number, work.kind().next(now), now, time(fate, now, delay), work, fate);
    }

    private static Instant time(TaskFate fate, Instant now, Duration delay) {
        if (fate.end() instanceof TaskFate.Never || fate.end() instanceof TaskFate.InReview) {
            return Instant.MAX;
        }
        return now.plus(fate instanceof TaskFate.Late late ? late.time() : delay);
    }

    /** Whether nobody is told of it once it is over. */
    boolean leavesNoTrace() {
        return fate.end() instanceof TaskFate.Lost || fate.end() instanceof TaskFate.Forgotten;
    }

    public String sourceKey() {
        return work.sourceKey();
    }
}
