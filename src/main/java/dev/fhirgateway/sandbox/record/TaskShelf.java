package dev.fhirgateway.sandbox.record;

import java.util.List;
import java.util.Optional;

/** Keeps tasks: those that wait, whole, and of those that are done how they ended. To be used by one thread at a time. */
public interface TaskShelf {
    /** Keeps a task that waits. */
    void keep(PendingTask task);

    /** Keeps how a task ended, whether it waited here or not; and forgets some of the oldest when there are too many. */
    void finish(PendingTask task, Task done);

    /** Keeps nothing of a task that waited. */
    void forget(PendingTask task);

    /** How a task of this source ended; empty when it has not, is unknown or was forgotten. */
    Optional<Task> find(String sourceKey, String taskId);

    /** Those that wait, in the order of their acceptance. */
    List<PendingTask> pending();

    /** The highest number that a task here ever had; 0 for none. */
    long lastNumber();

    /** Forgets all. */
    void clear();
}
