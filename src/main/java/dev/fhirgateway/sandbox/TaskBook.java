package dev.fhirgateway.sandbox;

import dev.fhirgateway.registry.Receipt;
import dev.fhirgateway.registry.RegistryError;
import dev.fhirgateway.registry.TaskId;
import dev.fhirgateway.registry.TaskStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Carries out operations, now or as tasks, and keeps their receipts. An accepted operation is carried out when somebody
 * looks after its time has come, as if it had been done on that very moment; all of them in the order in which they
 * were accepted. So nothing but the clock decides what can be seen, and no thread waits.
 */
final class TaskBook {
    /** What came of an operation that was carried out at once. */
    record Performed(String taskId, Outcome outcome) {}

    private record Key(String sourceKey, String taskId) {}

    private record Pending(String taskId, Instant receivedAt, Instant due, Operation operation) {}

    private final Clock clock;
    private final Duration delay;
    private final int maxFinished;
    private final Map<Key, Receipt> receipts = new ConcurrentHashMap<>();
    private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();
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
    synchronized String accept(Operation operation) {
        Instant now = clock.instant();
        Pending accepted = new Pending(TaskId.SINGLE.next(now), now, now.plus(delay), operation);
        receipts.put(key(accepted), receipt(accepted, null, TaskStatus.PENDING, null));
        pending.add(accepted);
        return accepted.taskId();
    }

    /** Carries out the operation now. */
    Performed perform(Operation operation) {
        Instant now = clock.instant();
        Pending dueNow = new Pending(TaskId.SINGLE.next(now), now, now, operation);
        return new Performed(dueNow.taskId(), finish(dueNow));
    }

    /** Carries out what is due. Everything that shows the state of the store calls this first. */
    void settle() {
        if (!pending.isEmpty()) {
            carryOutDue(clock.instant());
        }
    }

    /** The receipt of a task's only operation; empty for a task unknown to this source or forgotten. */
    Optional<Receipt> find(String sourceKey, String taskId) {
        settle();
        return Optional.ofNullable(receipts.get(new Key(sourceKey, taskId)));
    }

    private synchronized void carryOutDue(Instant now) {
        for (Pending next = pending.peek(); next != null && !next.due().isAfter(now); next = pending.peek()) {
            finish(next);
            // Only now: whoever finds the queue empty may rely on every effect.
            pending.remove();
        }
    }

    private Outcome finish(Pending due) {
        Outcome outcome = due.operation().effect().apply(due.due());
        RegistryError error = outcome instanceof Outcome.Refused refused ? refused.error() : null;
        TaskStatus status = error == null ? TaskStatus.SUCCESS : TaskStatus.FAILURE;
        receipts.put(key(due), receipt(due, due.due(), status, error));
        finished.add(key(due));
        if (finishedCount.incrementAndGet() > maxFinished) {
            finishedCount.decrementAndGet();
            Optional.ofNullable(finished.poll()).ifPresent(receipts::remove);
        }
        return outcome;
    }

    private static Key key(Pending task) {
        return new Key(task.operation().target().sourceKey(), task.taskId());
    }

    private static Receipt receipt(
            Pending task, @Nullable Instant completedAt, TaskStatus status, @Nullable RegistryError error) {
        Operation.Target target = task.operation().target();
        return new Receipt(
                task.receivedAt(),
                completedAt,
                task.taskId(),
                task.operation().action(),
                status,
                target.kind(),
                target.id(),
                target.type(),
                error,
                null);
    }
}
