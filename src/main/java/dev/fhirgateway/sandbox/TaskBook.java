package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.TaskId;
import dev.fhirgateway.sandbox.trouble.TaskFate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Carries out operations, now or as tasks, and keeps their receipts. An accepted operation is carried out when somebody
 * looks after its time has come, as if it had been done on that very moment; all of them in the order of their times,
 * and of their acceptance where these are equal. So nothing but the clock decides what can be seen, and no thread waits.
 */
final class TaskBook {
    /** What came of an operation that was carried out at once. */
    record Performed(String taskId, Outcome outcome) {}

    private record Key(String sourceKey, String taskId) {}

    private static final int ROOM_AT_FIRST = 64;

    private final Clock clock;
    private final Duration delay;
    private final int maxFinished;
    private final AtomicLong accepted = new AtomicLong();
    private final Map<Key, Receipt> receipts = new ConcurrentHashMap<>();
    private final Queue<PendingTask> pending = new PriorityBlockingQueue<>(ROOM_AT_FIRST, PendingTask.BY_DUE_TIME);
    private final Queue<Key> finished = new ConcurrentLinkedQueue<>();
    private final AtomicInteger finishedCount = new AtomicInteger();

    /**
     * @param clock gives whole milliseconds
     * @param delay how long an accepted operation takes
     * @param maxFinished how many finished tasks are remembered
     */
    TaskBook(Clock clock, Duration delay, int maxFinished) {
        this.clock = clock;
        this.delay = delay;
        this.maxFinished = maxFinished;
    }

    /** Takes the operation to be carried out later, and gives its task. */
    synchronized String accept(Operation operation, TaskFate fate) {
        Instant now = clock.instant();
        PendingTask task = task(operation, fate, now, due(fate, now));
        receipts.put(key(task), task.pending());
        pending.add(task);
        return task.taskId();
    }

    /** Carries out the operation now. */
    Performed perform(Operation operation) {
        Instant now = clock.instant();
        PendingTask dueNow = task(operation, new TaskFate.OnTime(), now, now);
        return new Performed(dueNow.taskId(), finish(dueNow));
    }

    /** Carries out what is due. Everything that shows the state of the store calls this first. */
    void settle() {
        Instant now = clock.instant();
        if (isDue(pending.peek(), now)) {
            carryOutDue(now);
        }
    }

    /** The receipt of a task's only operation; empty for a task unknown to this source or forgotten. */
    Optional<Receipt> find(String sourceKey, String taskId) {
        settle();
        return Optional.ofNullable(receipts.get(new Key(sourceKey, taskId)));
    }

    /** How many tasks of each source are not finished, sorted; only where there are some. */
    SortedMap<String, Integer> open() {
        settle();
        SortedMap<String, Integer> open = new TreeMap<>();
        pending.forEach(task -> open.merge(task.sourceKey(), 1, Integer::sum));
        return open;
    }

    /** Forgets all tasks; what is pending is never carried out. */
    synchronized void clear() {
        pending.clear();
        receipts.clear();
        finished.clear();
        finishedCount.set(0);
    }

    private Instant due(TaskFate fate, Instant now) {
        if (fate instanceof TaskFate.Never || fate instanceof TaskFate.InReview) {
            return Instant.MAX;
        }
        return now.plus(fate instanceof TaskFate.Late late ? late.time() : delay);
    }

    private PendingTask task(Operation operation, TaskFate fate, Instant now, Instant due) {
        return new PendingTask(accepted.incrementAndGet(), TaskId.SINGLE.next(now), now, due, operation, fate);
    }

    private synchronized void carryOutDue(Instant now) {
        for (PendingTask next = pending.peek(); next != null && isDue(next, now); next = pending.peek()) {
            finish(next);
            // Only now: whoever finds nothing due may rely on every effect.
            pending.remove();
        }
    }

    private static boolean isDue(@Nullable PendingTask task, Instant now) {
        return task != null && !task.due().isAfter(now);
    }

    private Outcome finish(PendingTask due) {
        Outcome outcome = outcome(due);
        receipts.put(key(due), due.finished(outcome));
        finished.add(key(due));
        if (finishedCount.incrementAndGet() > maxFinished) {
            finishedCount.decrementAndGet();
            Optional.ofNullable(finished.poll()).ifPresent(receipts::remove);
        }
        return outcome;
    }

    private static Outcome outcome(PendingTask due) {
        if (due.fate() instanceof TaskFate.Fails fails) {
            return new Outcome.Refused(RegistryError.of(fails.error(), "the sandbox was told to let this task fail"));
        }
        return due.fate() instanceof TaskFate.Rejected
                ? new Outcome.Rejected()
                : due.operation().effect().apply(due.due());
    }

    private static Key key(PendingTask task) {
        return new Key(task.sourceKey(), task.taskId());
    }
}
