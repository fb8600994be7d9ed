package dev.fhirgateway.upsert;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A task of the registry whose end is not known ({@code registry-side 7}), claimed by whoever asks about it now.
 *
 * @param sourceKey the source that it writes to
 * @param taskId the registry's name for it, opaque
 * @param whole whether it does all that it carries out or none of it
 * @param opened when the registry accepted it
 * @param polls how many times the registry has told how it stands
 * @param since when it was claimed
 * @param deadline until when it is claimed
 * @param operations what it carries out and is not known to have ended, at least one
 */
public record OpenTask(
        String sourceKey,
        String taskId,
        boolean whole,
        Instant opened,
        int polls,
        Instant since,
        Instant deadline,
        List<TaskOperation> operations)
        implements Errand {
    public OpenTask {
        Objects.requireNonNull(sourceKey);
        Objects.requireNonNull(taskId);
        Objects.requireNonNull(opened);
        Objects.requireNonNull(since);
        Objects.requireNonNull(deadline);
        operations = List.copyOf(operations);
    }

    /** All that follows tasks is one client of a source, beside those who send batches. */
    @Override
    public String client() {
        return Origin.FOLLOW_UP;
    }

    @Override
    public String key() {
        return sourceKey + "/task/" + taskId;
    }

    @Override
    public String toString() {
        return "OpenTask[" + taskId + ", operations=" + operations.size() + "]";
    }
}
