package dev.fhirgateway.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Carries out work, now or as tasks, and keeps their receipts. Accepted work is carried out when somebody looks after
 * its time has come, as if it had been done on that very moment; all of it in the order in which it was accepted. So
 * nothing but the clock decides what can be seen, and no thread waits. One work at a time, and nobody looks meanwhile:
 * that is what makes a bundle whole for everyone.
 */
final class TaskBook {
    /** What came of an operation that was carried out at once. */
    record Performed(String taskId, Outcome outcome) {}

    /** What came of work that was carried out at once: one outcome per operation. */
    record Done(Task task, List<Outcome> outcomes) {}

    private record Key(String sourceKey, String taskId) {}

    private record Pending(Key key, Instant receivedAt, Instant due, Work work) {}

    private final Clock clock;
    private final Duration delay;
    private final int maxReceipts;
    private final Map<Key, Task> tasks = new HashMap<>();
    private final Queue<Pending> pending = new ArrayDeque<>();
    private final Queue<Key> finished = new ArrayDeque<>();
    private int finishedReceipts;

    /**
     * @param clock gives whole milliseconds
     * @param delay how long accepted work takes
     * @param maxReceipts how many receipts of finished tasks are remembered; the latest task's always
     */
    TaskBook(Clock clock, Duration delay, int maxReceipts) {
        this.clock = clock;
        this.delay = delay;
        this.maxReceipts = maxReceipts;
    }

    /** Takes the operation to be carried out later, and gives its task. */
    String accept(Operation operation) {
        return accept(Work.single(operation));
    }

    /** Takes the work to be carried out later, and gives its task. */
    synchronized String accept(Work work) {
        Instant now = clock.instant();
        Pending accepted = pending(work, now, now.plus(delay));
        tasks.put(accepted.key(), Task.pending(accepted.key().taskId(), work, now));
        pending.add(accepted);
        return accepted.key().taskId();
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
        return finish(pending(work, now, now));
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

    private static Pending pending(Work work, Instant now, Instant due) {
        return new Pending(new Key(work.sourceKey(), work.kind().next(now)), now, due, work);
    }

    private void carryOutDue(Instant now) {
        for (Pending next = pending.peek(); next != null && !next.due().isAfter(now); next = pending.peek()) {
            pending.remove();
            finish(next);
        }
    }

    private Done finish(Pending due) {
        List<Outcome> outcomes = due.work().effect().apply(due.due());
        Task task = Task.done(due.key().taskId(), due.work(), due.receivedAt(), due.due(), outcomes);
        tasks.put(due.key(), task);
        finished.add(due.key());
        finishedReceipts += weight(task);
        while (finishedReceipts > maxReceipts && finished.size() > 1) {
            finishedReceipts -= weight(Objects.requireNonNull(tasks.remove(finished.remove())));
        }
        return new Done(task, outcomes);
    }

    /** A purge has no receipt and yet takes its place. */
    private static int weight(Task task) {
        return Math.max(1, task.receipts().size());
    }
}
