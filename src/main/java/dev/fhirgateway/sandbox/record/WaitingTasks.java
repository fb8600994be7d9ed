package dev.fhirgateway.sandbox.record;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tasks that wait, in the order in which they come due. To be used by one thread at a time. */
final class WaitingTasks {
    private record Key(String sourceKey, String taskId) {}

    private final Map<Key, Task> shown = new HashMap<>();
    private final Queue<PendingTask> queue = new PriorityQueue<>(PendingTask.BY_DUE_TIME);

    /** These wait from now on, and no others. */
    void replace(List<PendingTask> tasks) {
        queue.clear();
        shown.clear();
        tasks.forEach(this::add);
    }

    /** The task as it is told from now on. */
    Task add(PendingTask task) {
        Task told = Task.pending(task);
        shown.put(key(task), told);
        queue.add(task);
        return told;
    }

    /** Takes out the one that has been due for the longest time, if one is. */
    Optional<PendingTask> takeDue(Instant now) {
        Optional<PendingTask> due =
                Optional.ofNullable(queue.peek()).filter(next -> !next.due().isAfter(now));
        due.ifPresent(task -> {
            queue.remove();
            shown.remove(key(task));
        });
        return due;
    }

    /** A task of this source as it is told while it waits. */
    Optional<Task> find(String sourceKey, String taskId) {
        return Optional.ofNullable(shown.get(new Key(sourceKey, taskId)));
    }

    /** How many there are of each source, sorted; only where there are some. */
    SortedMap<String, Integer> counts() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        queue.forEach(task -> counts.merge(task.sourceKey(), 1, Integer::sum));
        return counts;
    }

    private static Key key(PendingTask task) {
        return new Key(task.sourceKey(), task.taskId());
    }
}
