package dev.fhirgateway.sandbox;

import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Carries out work, now or as tasks, and keeps their receipts. Accepted work is carried out when somebody looks after
 * its time has come, as if it had been done on that very moment; all of it in the order of these times, and of its
 * acceptance where they are equal. So nothing but the clock decides what can be seen, and no thread waits. One work at a
 * time, and nobody looks meanwhile: that is what makes a bundle whole for everyone.
 */
final class TaskBook {
    /** What came of an operation that was carried out at once. */
    record Performed(String taskId, Outcome outcome) {}

    /** What came of work that was carried out at once: one outcome per operation. */
    record Done(Task task, List<Outcome> outcomes) {}

    private record Key(String sourceKey, String taskId) {}

    private final Clock clock;
    private final Duration delay;
    private final int maxReceipts;
    private final Map<Key, Task> tasks = new HashMap<>();
    private final Queue<PendingTask> pending = new PriorityQueue<>(PendingTask.BY_DUE_TIME);
    private final Queue<Key> finished = new ArrayDeque<>();
    private int finishedReceipts;
    private long taken;

    /**
     * @param clock gives whole milliseconds
     * @param delay how long accepted work takes, unless its fate has a time of its own
     * @param maxReceipts how many receipts of finished tasks are remembered; the latest task's always
     */
    TaskBook(Clock clock, Duration delay, int maxReceipts) {
        this.clock = clock;
        this.delay = delay;
        this.maxReceipts = maxReceipts;
    }

    /** Takes the operation to be carried out later, and gives its task. */
    String accept(Operation operation, TaskFate fate) {
        return accept(Work.single(operation), fate);
    }

    /** Takes the work to be carried out later, and gives its task. */
    synchronized String accept(Work work, TaskFate fate) {
        Instant now = clock.instant();
        PendingTask accepted = task(work, fate, now, due(fate, now));
        tasks.put(key(accepted), Task.pending(accepted));
        pending.add(accepted);
        return accepted.taskId();
    }

    /** Carries out the operation now. */
    Performed perform(Operation operation) {
        Done done = perform(Work.single(operation));
        return new Performed(
                done.task().taskId(), Objects.requireNonNull(done.outcomes().get(0)));
    }

    /** Carries out the work now, after what is due. */
    synchronized Done perform(Work work) {
        Instant now = clock.instant();
        carryOutDue(now);
        return finish(task(work, new TaskFate.OnTime(), now, now));
    }

    /** Looks at the records: what is due is carried out before, and nothing meanwhile. */
    synchronized <T> T look(Supplier<T> at) {
        carryOutDue(clock.instant());
        return at.get();
    }

    /** Where a task stands; empty for one unknown to this source or forgotten. */
    Optional<Task> find(String sourceKey, String taskId) {
        return look(() -> Optional.ofNullable(tasks.get(new Key(sourceKey, taskId))));
    }

    /** How many tasks of each source are not finished, sorted; only where there are some. */
    SortedMap<String, Integer> open() {
        return look(() -> {
            SortedMap<String, Integer> open = new TreeMap<>();
            pending.forEach(task -> open.merge(task.sourceKey(), 1, Integer::sum));
            return open;
        });
    }

    /** Forgets all tasks; what is pending is never carried out. */
    synchronized void clear() {
        pending.clear();
        tasks.clear();
        finished.clear();
        finishedReceipts = 0;
    }

    private Instant due(TaskFate fate, Instant now) {
        if (fate instanceof TaskFate.Never || fate instanceof TaskFate.InReview) {
            return Instant.MAX;
        }
        return now.plus(fate instanceof TaskFate.Late late ? late.time() : delay);
    }

    private PendingTask task(Work work, TaskFate fate, Instant now, Instant due) {
        return new PendingTask(++taken, work.kind().next(now), now, due, work, fate);
    }

    private void carryOutDue(Instant now) {
        for (PendingTask next = pending.peek(); next != null && !next.due().isAfter(now); next = pending.peek()) {
            pending.remove();
            finish(next);
        }
    }

    private Done finish(PendingTask due) {
        List<Outcome> outcomes = due.carryOut();
        Task task = Task.done(due.taskId(), due.work(), due.receivedAt(), due.due(), outcomes);
        tasks.put(key(due), task);
        finished.add(key(due));
        finishedReceipts += weight(task);
        while (finishedReceipts > maxReceipts && finished.size() > 1) {
            finishedReceipts -= weight(Objects.requireNonNull(tasks.remove(finished.remove())));
        }
        return new Done(task, outcomes);
    }

    private static Key key(PendingTask task) {
        return new Key(task.sourceKey(), task.taskId());
    }

    /** A purge has no receipt and yet takes its place. */
    private static int weight(Task task) {
        return Math.max(1, task.receipts().size());
    }
}
