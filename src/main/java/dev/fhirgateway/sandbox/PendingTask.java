package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

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
record PendingTask(long number, String taskId, Instant receivedAt, Instant due, Work work, TaskFate fate) {
    /** The order in which tasks are carried out. */
    static final Comparator<PendingTask> BY_DUE_TIME =
            Comparator.comparing(PendingTask::due).thenComparingLong(PendingTask::number);

    String sourceKey() {
        return work.sourceKey();
    }

    /** Does the work, or what its fate leaves of it; one outcome per operation. */
    List<Outcome> carryOut() {
        if (fate instanceof TaskFate.Fails fails) {
            return each(
                    new Outcome.Refused(RegistryError.of(fails.error(), "the sandbox was told to let this task fail")));
        }
        return fate instanceof TaskFate.Rejected
                ? each(new Outcome.Rejected())
                : work.effect().apply(due);
    }

    private List<Outcome> each(Outcome outcome) {
        return Collections.nCopies(work.operations().size(), outcome);
    }
}
